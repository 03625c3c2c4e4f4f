import { expect, test } from 'vitest';
import { builtModels, modelFile, readModel } from '../../src/cli/intent-models/model-file.ts';
import { createRsSegmenter } from '../../src/nlu/rs-segmenter.ts';
import type { FaqResult } from '../../src/search/faq-result.ts';
import { createRespell } from '../../src/search/respell.ts';
import { createFaqSearch, searchDataOf } from '../../src/search/search-answers.ts';
import { shippedKnowledge } from '../support/shipped-knowledge.ts';
import { leaveOut } from './mistyped-wordings.ts';

// Floors of the shipped knowledge: they may be raised, never lowered to let a change pass.
const { revision: shipped } = await shippedKnowledge();
const kept = readModel(modelFile(builtModels, 'rs'));
if (!kept) throw new Error('no intent model: run npm run prepare');
const { sounds } = kept.model;

const { revision, leftOut } = leaveOut(shipped, { part: 7, parts: 20 });
const segmenter = createRsSegmenter();
const asSpelt = createFaqSearch(revision, segmenter);
const search = createFaqSearch(revision, segmenter, { sounds: () => sounds });
const firstOf = ({ hits }: FaqResult) => hits[0]?.entry.id;

test('of a thousand wordings as they are written, at most two lose their answer to a near spelling', () => {
  const lost = leftOut.filter(
    ({ entry, clean }) =>
      firstOf(asSpelt(clean)) === entry.id && firstOf(search(clean)) !== entry.id,
  );

  expect(
    lost.length / leftOut.length,
    lost.map(({ clean }) => clean).join(', '),
  ).toBeLessThanOrEqual(0.002);
});

test('with a typo, at least a tenth more is told at once, and hardly more told wrongly', () => {
  const told = (ask: typeof search, isRight: boolean) =>
    leftOut.filter(({ entry, typed }) => {
      const result = ask(typed);
      return result.zone === 'answer' && (firstOf(result) === entry.id) === isRight;
    }).length;

  expect(told(search, true)).toBeGreaterThan(1.1 * told(asSpelt, true));
  expect(told(search, false)).toBeLessThanOrEqual(told(asSpelt, false) + leftOut.length / 200);
});

test.each([
  ['退或的运费谁出', '退或', '退货'],
  ['运废险赔多少', '运废险', '运费险'],
  ['运废显几天赔', '运废显', '运费险'],
  ['价宝怎么申情', '价宝', '价保'],
  ['双十陪付怎么申请', '陪付', '赔付'],
  ['七天无里由怎么算', '七天无里由', '七天无理由'],
  ['用顺风寄行不行', '顺风', '顺丰'],
  ['洗衣鸡能不能退', '洗衣鸡', '洗衣机'],
])('%s: %s is near to %s', (question, typed, meant) => {
  const { index } = searchDataOf(shipped, segmenter);
  const respell = createRespell(shipped, index.texts, () => sounds);

  expect(respell(question)?.spellings).toContainEqual(expect.objectContaining({ typed, meant }));
});
