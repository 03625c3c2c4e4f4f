import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { examplesOf } from '../../../src/cli/intent-models/origin.ts';
import { countsOf } from '../../../src/cli/intents-lint/counts.ts';
import { withFigures } from '../../../src/cli/intents-lint/datasheet.ts';
import {
  leastOverlap,
  nearDuplicates,
  overlapOf,
} from '../../../src/cli/intents-lint/near-duplicates.ts';
import { lengthsOf, mannersOf } from '../../../src/cli/intents-lint/style.ts';
import { shippedKnowledge } from '../../support/shipped-knowledge.ts';

const root = join(import.meta.dirname, '..', '..', '..');

describe('the shipped utterances', async () => {
  const { intents } = (await shippedKnowledge()).revision;

  test('say nothing under two intents in nearly the same words', () => {
    const pairs = nearDuplicates(examplesOf(intents), leastOverlap.across);

    expect(pairs.filter(({ first, second }) => first.label !== second.label)).toEqual([]);
  });

  test('are as many for each intent as they should be', () => {
    const few = countsOf(intents).filter(({ count, goal }) => count < goal);

    expect(few.map(({ intent, count, goal }) => `${intent.name}: ${count} of ${goal}`)).toEqual([]);
  });

  test('are counted in docs/utterances.md as they are: run `npm run intents:datasheet`', async () => {
    const page = await readFile(join(root, 'docs', 'utterances.md'), 'utf8');

    expect(page).toBe(withFigures(page, intents));
  });
});

test('a page without a place for the figures is left alone', () => {
  expect(() => withFigures('# Datasheet', new Map())).toThrow('no place for its figures');
});

test('near duplicates are those that a comparison of each with each finds', () => {
  const text = fc.string({
    unit: fc.constantFrom('退', '货', '换', '吗', '，', ' '),
    maxLength: 6,
  });
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 12 }),
      fc.double({ min: 0.1, max: 1 }),
      (texts, least) => {
        const examples = texts.map((one, at) => ({ text: one, label: String(at) }));

        const found = nearDuplicates(examples, least).map(
          ({ first, second, overlap }) => `${first.label} ${second.label} ${overlap}`,
        );

        const compared = examples.flatMap((first, at) =>
          examples
            .slice(at + 1)
            .map((second) => ({ first, second, overlap: overlapOf(first.text, second.text) })),
        );
        const expected = compared
          .filter(({ overlap }) => overlap >= least)
          .map(({ first, second, overlap }) => `${first.label} ${second.label} ${overlap}`);
        expect(found.toSorted()).toEqual(expected.toSorted());
      },
    ),
  );
});

test.each([
  { one: '退货吗', other: '退货吗？', overlap: 1 },
  { one: '退貨吗', other: '退货吗', overlap: 1 },
  // ^退 退货 货$ and ^退 退货 货吗 吗$
  { one: '退货', other: '退货吗', overlap: 2 / 5 },
  { one: '退货', other: '换尺码', overlap: 0 },
])('$one and $other overlap by $overlap', ({ one, other, overlap }) => {
  expect(overlapOf(one, other)).toBeCloseTo(overlap);
});

test('an utterance has one length and any number of manners', () => {
  const texts = ['退货', '咨询订单号：12 几号到？', '我想問一下呢，我的裙子到哪了'];
  const countOf = (name: string) => mannersOf(texts).find((share) => share.name === name)?.count;

  expect(lengthsOf(texts).map(({ count }) => count)).toEqual([1, 0, 2, 0, 0, 0, 0]);
  expect(countOf('no punctuation')).toBe(1);
  expect(countOf('a question mark')).toBe(1);
  expect(countOf('traditional characters')).toBe(1);
  expect(countOf('a pasted card or a placeholder')).toBe(1);
  expect(countOf('an emoji')).toBe(0);
});
