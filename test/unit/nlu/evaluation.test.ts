import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitIntoFolds } from '../../../src/nlu/evaluation/cross-validate.ts';
import { type Outcome, scoreOf } from '../../../src/nlu/evaluation/score.ts';
import { wilsonInterval } from '../../../src/nlu/evaluation/wilson-interval.ts';

const outcome = (label: string, predicted: string, confidence = 1): Outcome => ({
  text: `${label}→${predicted}`,
  label,
  predicted,
  confidence,
});

describe('a score', () => {
  test('counts what is right', () => {
    const { count, accuracy } = scoreOf([outcome('a', 'a'), outcome('a', 'b'), outcome('b', 'b')]);

    expect(count).toBe(3);
    expect(accuracy).toBeCloseTo(2 / 3);
  });

  test('weighs a rare label like a frequent one', () => {
    const frequent = Array.from({ length: 8 }, () => outcome('a', 'a'));

    const { macroF1 } = scoreOf([...frequent, outcome('b', 'a'), outcome('b', 'b')]);

    // a: 2·8 / (8 + 9); b: 2·1 / (2 + 1)
    expect(macroF1).toBeCloseTo((16 / 17 + 2 / 3) / 2);
  });

  test('says by how much confidence was off', () => {
    const sure = [outcome('a', 'a', 0.9), outcome('a', 'b', 0.9)];
    const unsure = [outcome('a', 'a', 0.25), outcome('b', 'a', 0.25)];

    expect(scoreOf(sure).calibrationError).toBeCloseTo(0.4);
    expect(scoreOf([...sure, ...unsure]).calibrationError).toBeCloseTo((0.4 + 0.25) / 2);
  });

  test('lists confusions, the most frequent first', () => {
    const { confusions } = scoreOf([
      outcome('a', 'c'),
      outcome('a', 'b'),
      outcome('a', 'b'),
      outcome('b', 'b'),
    ]);

    expect(confusions).toEqual([
      { label: 'a', predicted: 'b', count: 2, example: 'a→b' },
      { label: 'a', predicted: 'c', count: 1, example: 'a→c' },
    ]);
  });
});

test('folds hold every example once and every label alike', () => {
  const examples = fc.array(
    fc.record({ text: fc.string(), label: fc.constantFrom('a', 'b', 'c') }),
  );
  fc.assert(
    fc.property(examples, fc.integer({ min: 2, max: 6 }), (all, foldCount) => {
      const folds = splitIntoFolds(all, foldCount);

      expect(new Set(folds.flat())).toEqual(new Set(all));
      expect(folds.flat()).toHaveLength(all.length);
      for (const label of ['a', 'b', 'c']) {
        const counts = folds.map((fold) => fold.filter((one) => one.label === label).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

describe('the interval of a share', () => {
  test('is that of the tables', () => {
    const { low, high } = wilsonInterval(81, 263);

    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });

  test('has width where all are right, and stays within 0 and 1', () => {
    const { low, high } = wilsonInterval(10, 10);

    expect(low).toBeCloseTo(0.7225, 4);
    expect(high).toBeCloseTo(1, 9);
    expect(high).toBeLessThanOrEqual(1);
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });
});
