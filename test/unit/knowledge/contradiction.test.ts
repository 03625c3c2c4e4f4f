import { describe, expect, test } from 'vitest';
import type { Clause } from '../../../src/knowledge/clause.ts';
import { findContradictions } from '../../../src/knowledge/contradiction.ts';
import type { Fact } from '../../../src/knowledge/fact.ts';
import type { Alike } from '../../../src/knowledge/overlap.ts';

const window: Fact = {
  topic: 'return-window',
  party: 'any',
  condition: 'quality',
  anchor: 'receipt',
  value: 7,
  unit: 'day',
  polarity: 'allow',
};

const scope = { seller: 'any', effectiveFrom: null, effectiveTo: null } as const;
const nothingAlike: Alike = { topics: [], conditions: [] };

interface Side {
  readonly fact?: Partial<Fact>;
  readonly clause?: Partial<Clause>;
}

/** How a clause with the window of seven days and one that differs from it as said disagree. */
function disagreement(other: Side, one: Side = {}, alike = nothingAlike) {
  const clauses = [one, other].map(({ fact, clause }) => {
    // The rest of a clause is of no interest to the finder.
    const compared: Partial<Clause> = { ...scope, ...clause, facts: [{ ...window, ...fact }] };
    return compared as Clause;
  });
  const found = findContradictions(clauses, alike);
  return found.map((contradiction) => contradiction.disagreement);
}

describe('two facts of one topic disagree', () => {
  test.each<[string, Side, string]>([
    ['in the figure', { fact: { value: 15 } }, 'value'],
    ['in what is written', { fact: { value: 'unlimited', unit: 'none' } }, 'value'],
    ['in working days and days', { fact: { unit: 'working-day' } }, 'value'],
    ['in may and may not', { fact: { polarity: 'deny' } }, 'polarity'],
    ['in the day from which they count', { fact: { anchor: 'purchase' } }, 'anchor'],
    ['where only one says from when', { fact: { anchor: 'none', value: 15 } }, 'value'],
    ['for the goods of one kind of seller', { fact: { party: 'self', value: 15 } }, 'value'],
    ['in a narrower case', { fact: { condition: 'quality-proven', value: 15 } }, 'value'],
    ['under any condition', { fact: { condition: 'any', value: 15 } }, 'value'],
    ['in general', { fact: { condition: 'general', value: 15 } }, 'value'],
  ])('%s', (_how, other, expected) => {
    expect(disagreement(other)).toEqual([expected]);
  });

  test('in who has to pay', () => {
    const duty = { value: true, unit: 'none', polarity: 'owe' } as const;

    const found = disagreement(
      { fact: { ...duty, party: 'shopper' } },
      { fact: { ...duty, party: 'merchant' } },
    );

    expect(found).toEqual(['bearer']);
  });

  test('under names that operators call alike', () => {
    const other = { fact: { topic: 'return-time', condition: 'broken', value: 15 } };
    const alike = {
      topics: [['return-window', 'return-time']],
      conditions: [['quality', 'broken']],
    };

    expect(disagreement(other, {}, alike)).toEqual(['value']);
    expect(disagreement(other)).toEqual([]);
  });
});

describe('two facts do not disagree', () => {
  test.each<[string, Side, Side]>([
    ['that say the same', {}, {}],
    ['in another unit', { fact: { value: 168, unit: 'hour' } }, {}],
    ['of may and must', { fact: { polarity: 'owe' } }, {}],
    ['of which one says only that it is so', { fact: { value: true, unit: 'none' } }, {}],
    ['on another topic', { fact: { topic: 'exchange-window', value: 15 } }, {}],
    ['in another case', { fact: { condition: 'no-reason', value: 15 } }, {}],
    [
      'for other sellers’ goods',
      { fact: { party: 'self', value: 15 } },
      { fact: { party: 'third_party' } },
    ],
    [
      'where the clause is for other goods',
      { fact: { party: 'self', value: 15 } },
      { clause: { seller: 'third_party' } },
    ],
    ['of which one is another shop’s', { fact: { value: 15 }, clause: { merchant: '别家' } }, {}],
    [
      'of which one ended before the other began',
      { fact: { value: 15 }, clause: { effectiveTo: '2023-12-31' } },
      { clause: { effectiveFrom: '2024-01-01' } },
    ],
    [
      'of two who each do something of their own',
      { fact: { party: 'platform', value: 15 } },
      { fact: { party: 'insurer' } },
    ],
  ])('%s', (_how, other, one) => {
    expect(disagreement(other, one)).toEqual([]);
  });

  test('ends that meet on one day do overlap', () => {
    const other = { fact: { value: 15 }, clause: { effectiveTo: '2024-01-01' } };

    expect(disagreement(other, { clause: { effectiveFrom: '2024-01-01' } })).toEqual(['value']);
  });
});
