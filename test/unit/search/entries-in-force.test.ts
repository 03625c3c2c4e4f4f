import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Clause } from '../../../src/knowledge/clause.ts';
import type { Segmenter } from '../../../src/nlu/segmenter.ts';
import { isInForce } from '../../../src/search/entries-in-force.ts';
import { createFaqSearch } from '../../../src/search/search-answers.ts';
import { soundRevision } from '../knowledge/sound-files.ts';

const pairs: Segmenter = { name: 'pairs', cut: (text) => text.match(/.{1,2}/gu) ?? [] };
const revision = soundRevision();
const questions = ['买了多久还能退', '退货几天', '运费险有什么用处', '运费险', '退'];

const day = fc
  .integer({ min: 0, max: 40 })
  .map((days) => new Date(Date.UTC(2024, 1, 1 + days)).toISOString().slice(0, 10));
const interval = fc
  .tuple(fc.option(day), fc.option(day))
  .map(([a, b]) =>
    a !== null && b !== null && a > b
      ? { effectiveFrom: b, effectiveTo: a }
      : { effectiveFrom: a, effectiveTo: b },
  );
type Interval = Pick<Clause, 'effectiveFrom' | 'effectiveTo'>;

/** The sound revision with clauses in force for these intervals, in their order. */
function dated(intervals: readonly Interval[]) {
  const clauses = new Map(
    [...revision.clauses].map(([id, clause], at) => [
      id,
      { ...clause, ...(intervals[at] ?? { effectiveFrom: null, effectiveTo: null }) },
    ]),
  );
  return { ...revision, clauses };
}

/** By brute force: a revision that holds nothing but what is in force. */
function onlyInForce(whole: ReturnType<typeof dated>, at: string) {
  const clauses = new Map([...whole.clauses].filter(([, clause]) => isInForce(clause, at)));
  const entries = whole.entries.filter(({ citations }) => citations.every((id) => clauses.has(id)));
  return { ...whole, clauses, entries };
}

describe('the search on a day', () => {
  test('answers as if there were no other clauses than those in force then', () => {
    fc.assert(
      fc.property(
        fc.array(interval, { minLength: revision.clauses.size, maxLength: revision.clauses.size }),
        fc.array(day, { minLength: 1, maxLength: 8 }),
        (intervals, days) => {
          const whole = dated(intervals);
          const search = createFaqSearch(whole, pairs);
          for (const at of days) {
            const then = createFaqSearch(onlyInForce(whole, at), pairs);
            for (const question of questions) expect(search(question, at)).toEqual(then(question));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('counts the first and the last day, and open ends', () => {
    const week = { effectiveFrom: '2024-02-01', effectiveTo: '2024-02-07' };

    expect(
      ['2024-01-31', '2024-02-01', '2024-02-07', '2024-02-08'].map((at) => isInForce(week, at)),
    ).toEqual([false, true, true, false]);
    expect(isInForce({ effectiveFrom: null, effectiveTo: null }, '1999-01-01')).toBe(true);
  });
});
