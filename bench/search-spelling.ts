import { builtModels, modelFile, readModel } from '../src/cli/intent-models/model-file.ts';
import { readKnowledgeFolder } from '../src/knowledge/read-knowledge-folder.ts';
import { parseRevision } from '../src/knowledge/revision.ts';
import { createRsSegmenter } from '../src/nlu/rs-segmenter.ts';
import { createFaqSearch, type FaqSearch } from '../src/search/search-answers.ts';
import { type LeftOut, leaveOut } from '../test/evaluation/mistyped-wordings.ts';
import { percent, printTable } from './evaluate/tables.ts';
import { percentile } from './support/percentiles.ts';

// What near spellings are worth: wordings left out, as they are written and with one typo, asked with them and without.

/** A tenth of the wordings is left out at once; two of the ten are asked. */
const parts = 10;
const askedParts = [0, 5];

const { revision: shipped } = parseRevision((await readKnowledgeFolder('knowledge')).files);
const kept = readModel(modelFile(builtModels, 'rs'));
if (!shipped || !kept) throw new Error('knowledge or its model is missing: run npm run prepare');
const { sounds } = kept.model;
const segmenter = createRsSegmenter();

const questions = askedParts.flatMap((part) => {
  const { revision, leftOut } = leaveOut(shipped, { part, parts });
  const asSpelt = createFaqSearch(revision, segmenter);
  const near = createFaqSearch(revision, segmenter, { sounds: () => sounds });
  return leftOut.map((one) => ({ ...one, asSpelt, near }));
});
printTable(
  ['asked', 'near spellings', 'R@1', 'R@3', 'told right', 'told wrong', 'p50 ms', 'p99 ms'],
  (['clean', 'typed'] as const).flatMap((spelling) =>
    (['asSpelt', 'near'] as const).map((way) => [
      `${spelling === 'clean' ? 'as written' : 'with a typo'} (${questions.length})`,
      way === 'near' ? 'understood' : 'no',
      ...score(questions.map((one) => ask(one[way], one, one[spelling]))),
    ]),
  ),
);

function ask(search: FaqSearch, { entry }: LeftOut, question: string) {
  const started = performance.now();
  const { zone, hits } = search(question);
  const spentMs = performance.now() - started;
  return { zone, at: hits.findIndex((hit) => hit.entry.id === entry.id), spentMs };
}

function score(answers: readonly ReturnType<typeof ask>[]): readonly string[] {
  const share = (test: (answer: ReturnType<typeof ask>) => boolean) =>
    percent(answers.filter(test).length / answers.length);
  const spent = answers.map(({ spentMs }) => spentMs);
  return [
    share(({ at }) => at === 0),
    share(({ at }) => at >= 0),
    share(({ zone, at }) => zone === 'answer' && at === 0),
    share(({ zone, at }) => zone === 'answer' && at !== 0),
    percentile(spent, 0.5).toFixed(2),
    percentile(spent, 0.99).toFixed(2),
  ];
}
