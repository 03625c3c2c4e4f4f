import { describe, expect, test } from 'vitest';
import { moneyOf } from '../../../../src/policy/money/decided-money.ts';
import { shippedPolicies } from '../policy-files.ts';

const { policies } = await shippedPolicies();
const yuan = (amount: number) => Math.round(amount * 100);

function claim(money: string, facts: Readonly<Record<string, number>>, promise?: string) {
  const outcome = { status: 'granted', money, ...(promise ? { promise } : {}) } as const;
  const found = moneyOf(policies, { outcome }, facts);
  if (!found) throw new Error('nothing is owed');
  return found;
}

const sums = (found: ReturnType<typeof claim>) =>
  Object.fromEntries(found.lines.map(({ key, totalFen }) => [key, totalFen / 100]));

describe('by law', () => {
  test('goods of 100 yuan: three times is less than the floor, so the floor is owed, and the line says so', () => {
    const found = claim('law_fraud', { paid_fen: yuan(100) });

    expect(sums(found)).toEqual({ refund: 100, compensation: 500 });
    expect(found.lines[1]).toMatchObject({
      basis: { fact: 'paid_fen', fen: yuan(100) },
      factor: { value: 3, unit: 'times', clause: 'law-fraud-triple' },
      bound: { kind: 'floor', figure: { value: 500, clause: 'law-fraud-triple' } },
      clauses: ['law-fraud-triple', 'law-fraud-no-cap'],
    });
  });

  test.each([
    [166.66, 500],
    [166.67, 500.01],
    [4000, 12_000],
  ])('goods of %s yuan: %s yuan', (paid, compensation) => {
    expect(sums(claim('law_fraud', { paid_fen: yuan(paid) }))).toMatchObject({ compensation });
  });
});

describe('a promise', () => {
  test('of three times ends at its limit, which does not touch what is given back', () => {
    const found = claim('fake_three', { paid_fen: yuan(4000) });

    expect(sums(found)).toEqual({ refund: 4000, compensation: 10_000 });
    expect(found.lines[1]?.bound).toMatchObject({
      kind: 'cap',
      figure: { clause: 'fake-three-limit' },
    });
  });

  test('of four times has no limit, and says what has to be agreed upon', () => {
    const found = claim('fake_four', { paid_fen: yuan(4000) });

    expect(sums(found)).toEqual({ refund: 4000, compensation: 16_000 });
    expect(found.open).toEqual([
      { text: '赔付金额要和商家或者平台协商一致。', clause: 'fake-four-limit' },
    ]);
    expect(found.clauses).toContain('fake-four-limit');
  });

  test('of ten times goes by the order, and the insurer pays besides', () => {
    const found = claim('gold_ten', { order_paid_fen: yuan(9120) });

    expect(found.lines.map(({ payer, totalFen }) => [payer, totalFen])).toEqual([
      ['merchant', yuan(91_200)],
      ['insurer', yuan(100_000)],
    ]);
  });

  test('whose clause names no basis is not reckoned until somebody tells it', () => {
    const found = claim('material_four', { paid_fen: yuan(100) });

    expect(found).toMatchObject({ lines: [], missing: ['material_basis_fen'], totalFen: 0 });
    expect(sums(claim('material_four', { material_basis_fen: yuan(100) }))).toEqual({
      compensation: 400,
    });
  });
});

test('nothing is owed by a decision that was refused, and no amount is nonsense', () => {
  const outcome = { status: 'refused', money: 'law_fraud' } as const;

  expect(moneyOf(policies, { outcome }, { paid_fen: 1 })).toBeNull();
  for (const nonsense of [-1, 1.5, 1e15])
    expect(claim('law_fraud', { paid_fen: nonsense })).toMatchObject({ missing: ['paid_fen'] });
});

describe('law beside a promise, line by line the better', () => {
  test('the promise of three times gives way to the law below its floor and above its own limit', () => {
    for (const paid of [100, 4000]) {
      const found = claim('law_fraud', { paid_fen: yuan(paid) }, 'fake_three');

      expect(found.lines[1]?.clauses).toContain('law-fraud-triple');
    }
  });

  test('the promise of four times is better than the law but for cheap goods', () => {
    const four = claim('law_fraud', { paid_fen: yuan(200) }, 'fake_four');
    const cheap = claim('law_fraud', { paid_fen: yuan(100) }, 'fake_four');

    expect(sums(four)).toEqual({ refund: 200, compensation: 800 });
    expect(four.lines[1]?.clauses).toContain('fake-four-what');
    expect(sums(cheap)).toEqual({ refund: 100, compensation: 500 });
  });

  test('gold gets its price back by law, ten times by the promise, and the insurer’s sum', () => {
    const paid = { paid_fen: yuan(1180), order_paid_fen: yuan(1180) };

    expect(sums(claim('law_fraud', paid, 'gold_ten'))).toEqual({
      refund: 1180,
      compensation: 11_800,
      insurance: 100_000,
    });
  });
});

describe('differences', () => {
  test('gold that is lighter than stated: the part of the price, rounded up to the fen', () => {
    const gold = { paid_fen: yuan(1180), stated_weight_mg: 1200, measured_weight_mg: 1193 };

    // 1180 × 7 / 1200 = 6.8833…
    expect(sums(claim('weight_difference', gold))).toEqual({ difference: 6.89 });
    expect(sums(claim('weight_difference', { ...gold, measured_weight_mg: 1300 }))).toEqual({
      difference: 0,
    });
  });

  test('a price that fell: for every piece; one that rose: nothing', () => {
    const paid = { paid_fen: yuan(200), quantity: 2 };

    expect(sums(claim('price_protection', { ...paid, current_price_fen: yuan(90.5) }))).toEqual({
      difference: 19,
    });
    expect(sums(claim('price_protection', { ...paid, current_price_fen: yuan(130) }))).toEqual({
      difference: 0,
    });
  });

  test('freight insurance pays one way by the insurer’s standard, not what was spent', () => {
    const found = claim('freight_insurance', {
      freight_standard_fen: yuan(10),
      freight_fen: yuan(25),
    });

    expect(sums(found)).toEqual({ freight: 10 });
    expect(found.lines[0]).toMatchObject({
      payer: 'insurer',
      factor: { clause: 'fi-single-trip' },
    });
  });
});
