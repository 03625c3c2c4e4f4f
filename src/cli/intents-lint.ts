import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readKnowledgeFolder } from '../knowledge/read-knowledge-folder.ts';
import { readRevision } from '../knowledge/revision.ts';
import { createRsSegmenter } from '../nlu/rs-segmenter.ts';
import { createSounds } from '../nlu/sounds.ts';
import { examplesOf } from './intent-models/origin.ts';
import { countsOf } from './intents-lint/counts.ts';
import { doubtfulOf } from './intents-lint/doubtful.ts';
import {
  leastOverlap,
  type NearDuplicate,
  nearDuplicates,
} from './intents-lint/near-duplicates.ts';
import { lengthsOf, mannersOf, type Share } from './intents-lint/style.ts';

// What to look at in the utterances of a knowledge folder: `npm run intents:lint [folder]`. Ends with 1 where an intent
// has too few, or where two intents say nearly the same. Doubtful labels go to dist/evaluation/doubtful.tsv as well.
const directory = resolve(process.argv[2] ?? 'knowledge');
const doubtfulFile = join(import.meta.dirname, '..', '..', 'dist', 'evaluation', 'doubtful.tsv');
const doubtfulShown = 40;
const barWidth = 40;

const { files } = await readKnowledgeFolder(directory);
const { intents } = readRevision(files).revision;
const examples = examplesOf(intents);
const texts = examples.map(({ text }) => text);

const few = countsOf(intents).filter(({ count, goal }) => count < goal);
console.log(`${examples.length} utterances, ${intents.size} intents; too few: ${few.length}`);
for (const { intent, count, goal } of few) console.log(`  ${intent.name}: ${count} of ${goal}`);

const alike = nearDuplicates(examples, leastOverlap.within);
const across = nearDuplicates(examples, leastOverlap.across).filter(isAcross);
printPairs('nearly the same under two intents', across);
printPairs(
  'nearly the same within an intent',
  alike.filter((pair) => !isAcross(pair)),
);

printShares('characters', lengthsOf(texts));
printShares('manner', mannersOf(texts));

const doubtful = doubtfulOf(examples, {
  segmenter: createRsSegmenter(),
  sounds: createSounds(),
}).map(
  ({ label, predicted, confidence, text }) =>
    `${confidence.toFixed(2)}\t${label}\t${predicted}\t${text}`,
);
mkdirSync(dirname(doubtfulFile), { recursive: true });
writeFileSync(doubtfulFile, `${doubtful.join('\n')}\n`);
console.log(
  `\ntaken for another intent by a model that had not learnt them: ${doubtful.length}, all in dist/evaluation/doubtful.tsv; confidence, label, taken for:`,
);
for (const line of doubtful.slice(0, doubtfulShown)) console.log(`  ${line}`);

process.exitCode = few.length > 0 || across.length > 0 ? 1 : 0;

function isAcross({ first, second }: NearDuplicate): boolean {
  return first.label !== second.label;
}

function printPairs(title: string, pairs: readonly NearDuplicate[]): void {
  console.log(`\n${title}: ${pairs.length}`);
  for (const { first, second, overlap } of pairs)
    console.log(
      `  ${overlap.toFixed(2)}  ${first.label} ${first.text}  |  ${second.label} ${second.text}`,
    );
}

function printShares(title: string, shares: readonly Share[]): void {
  console.log(`\n${title}`);
  for (const { name, count } of shares) {
    const bar = '█'.repeat(Math.round((barWidth * count) / texts.length));
    console.log(`  ${name.padEnd(32)}${String(count).padStart(6)}  ${bar}`);
  }
}
