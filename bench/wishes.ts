// From which confidence two wishes in one message are believed, and from which margin on one is asked instead of
// guessed: our own utterances by cross-validation. `npm run bench:wishes`. The bounds chosen stand in
// src/nlu/wishes/read-wishes.ts and src/nlu/near-intents.ts.
import { examplesOf } from '../src/cli/intent-models/origin.ts';
import { dialogsOf } from '../src/forms/dialogs-of.ts';
import { createRuleBooks } from '../src/forms/rule-book.ts';
import { checkKnowledgeFolder } from '../src/knowledge/check-knowledge-folder.ts';
import { createClassify } from '../src/nlu/create-classify.ts';
import { splitIntoFolds } from '../src/nlu/evaluation/cross-validate.ts';
import { isIntent } from '../src/nlu/intents.ts';
import type { Classified, Classify } from '../src/nlu/interpretation.ts';
import { createSeededRandom } from '../src/nlu/linear/seeded-random.ts';
import { normalise } from '../src/nlu/normalise.ts';
import { createRsSegmenter } from '../src/nlu/rs-segmenter.ts';
import { createSounds } from '../src/nlu/sounds.ts';
import { type Example, trainIntentModel } from '../src/nlu/train-intent-model.ts';
import { isNoWish } from '../src/nlu/wishes/one-matter.ts';
import { type Judge, readWishes } from '../src/nlu/wishes/read-wishes.ts';
import { compilePolicies } from '../src/policy/compile-policies.ts';

const foldCount = 5;
const bounds = [0.5, 0.6, 0.7, 0.8, 0.9];
const joints = ['，顺便', '，另外', '。还有', '，对了', ' 还有', '，再就是'];
const marks = ['，', '。', ' '];
/** Longer lines are rarely joined with another wish. */
const longestPart = 24;

const { revision } = await checkKnowledgeFolder('knowledge');
const tools = { segmenter: createRsSegmenter(), sounds: createSounds() };
const folds = splitIntoFolds(examplesOf(revision.intents), foldCount);
const random = createSeededRandom(7);

interface Asked {
  readonly text: string;
  readonly labels: readonly string[];
  readonly classify: Classify;
}

const single: Asked[] = [];
const apart: Asked[] = [];
const marked: Asked[] = [];
const rankings: { readonly label: string; readonly ranking: Classified['ranking'] }[] = [];
for (const held of folds) {
  const others = folds.filter((fold) => fold !== held).flat();
  const classify = createClassify(trainIntentModel(others, tools), tools.segmenter);
  single.push(...held.map(({ text, label }) => ({ text, labels: [label], classify })));
  apart.push(...pairsOf(held, joints).map((pair) => ({ ...pair, classify })));
  marked.push(...pairsOf(held, marks).map((pair) => ({ ...pair, classify })));
  for (const { text, label } of held)
    rankings.push({ label, ranking: classify(normalise(text)).ranking });
}

/** Each short line that a joint may follow, with another of another intent behind it. */
function pairsOf(
  lines: readonly Example[],
  between: readonly string[],
): readonly Omit<Asked, 'classify'>[] {
  const short = lines.filter(
    ({ text, label }) => text.length <= longestPart && isIntent(label) && !isNoWish(label),
  );
  return short.flatMap((first) => {
    const second = short[Math.floor(random() * short.length)];
    if (second === undefined || second.label === first.label) return [];
    const joint = between[Math.floor(random() * between.length)] ?? '，';
    const text = `${first.text.replace(/[\p{P}\s]+$/u, '')}${joint}${second.text}`;
    return [{ text, labels: [first.label, second.label] }];
  });
}

function readAt({ text, classify }: Asked, bound: number) {
  const judge: Judge = ({ start, end }) => classify(normalise(text.slice(start, end)));
  return readWishes(text, judge, { apart: bound, marked: bound });
}

const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;

function heardOf(lines: readonly Asked[], bound: number): string {
  const heard = lines.map((one) => ({ one, wishes: readAt(one, bound) }));
  const two = heard.filter(({ wishes }) => wishes.length > 0);
  const right = two.filter(
    ({ one, wishes }) => wishes.map(({ intent }) => intent).join() === one.labels.join(),
  );
  return `${share(right.length, lines.length)} | ${share(two.length - right.length, two.length)}`;
}

console.log(
  `\nTwo wishes: ${apart.length} pairs said apart, ${marked.length} with a mark between\n`,
);
console.log(
  '| bound | apart: both right | of those heard, wrong | mark: both right | wrong | single ones taken for two |',
);
console.log('| --- | --- | --- | --- | --- | --- |');
for (const bound of bounds) {
  const taken = single.filter((one) => readAt(one, bound).length > 0);
  const singles = share(taken.length, single.length);
  console.log(`| ${bound} | ${heardOf(apart, bound)} | ${heardOf(marked, bound)} | ${singles} |`);
}

const dialogs = dialogsOf(createRuleBooks(compilePolicies)(revision).forms);
const routeOf = (intent: string | undefined) =>
  (intent !== undefined && isIntent(intent) && dialogs.get(intent)) || 'search';
const asked = rankings.filter(({ ranking }) => {
  const [first, second] = ranking;
  return routeOf(first?.intent) !== routeOf(second?.intent);
});
console.log(
  `\nNear intents: ${asked.length} of ${rankings.length} whose first two lead to different places\n`,
);
console.log('| margin up to | asked | first one right | right among two | among three |');
console.log('| --- | --- | --- | --- | --- |');
for (const margin of [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5]) {
  const near = asked.filter(
    ({ ranking: [first, second] }) =>
      (first?.confidence ?? 0) - (second?.confidence ?? 0) <= margin,
  );
  const among = (count: number) =>
    share(
      near.filter(({ label, ranking }) =>
        ranking.slice(0, count).some(({ intent }) => intent === label),
      ).length,
      near.length,
    );
  console.log(`| ${margin} | ${near.length} | ${among(1)} | ${among(2)} | ${among(3)} |`);
}
