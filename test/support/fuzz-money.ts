import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import { moneyOf } from '../../src/policy/money/decided-money.ts';
import { fenOf } from '../../src/policy/money/fen.ts';
import { paidLines } from '../../src/policy/money/paid-lines.ts';
import type { Remedies } from '../../src/policy/money/remedy.ts';
import { unitsFen } from '../../src/policy/money/rounding.ts';
import { figuresIn, largerOf, owed, paidForLines, pricesOfPieces } from './naive-money.ts';

/**
 * Small sums, where fractions show, and large ones, where numbers could run out; often the same, where ties are settled;
 * and a fen to either side of where a third of a floor or limit lies.
 */
const fen = fc.oneof(
  fc.nat(30),
  fc.nat(100_000),
  fc.nat(100_000_000),
  fc.constantFrom(1, 7, 1_000),
  fc.constantFrom(16_665, 16_666, 16_667, 333_332, 333_333, 333_334),
);
/** Mostly nothing, so that lines stay alike. */
const off = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fen);
const quantity = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 9 }));
const line = fc.record({ price: fen, quantity, off });
const coupon = fc.record({ fen, lines: fc.option(fc.array(fc.nat(5), { maxLength: 3 })) });

/** That orders are split as the second implementation splits them, that parts make the whole, line by line and piece by piece. */
export const ordersAgree = fc.property(
  fc.array(line, { minLength: 1, maxLength: 6 }),
  fc.array(coupon, { maxLength: 3 }),
  fc.nat(8),
  (lines, coupons, cut) => {
    const paid = paidLines(
      lines.map(({ price, quantity, off }) => ({
        unitPriceFen: fenOf(price),
        quantity,
        discountFen: fenOf(off),
      })),
      coupons.map((one) => ({ fen: fenOf(one.fen), lines: one.lines ?? 'all' })),
    );

    deepStrictEqual([...paid], paidForLines(lines, coupons));
    for (const [at, { quantity }] of lines.entries()) {
      const whole = paid[at] ?? fenOf(0);
      const pieces = pricesOfPieces(whole, quantity);
      const first = Math.min(cut, quantity);
      const begin = unitsFen(whole, quantity, { from: 0, count: first });
      const rest = unitsFen(whole, quantity, { from: first, count: quantity - first });
      deepStrictEqual(
        begin,
        pieces.slice(0, first).reduce((sum, price) => sum + price, 0),
      );
      deepStrictEqual(begin + rest, whole);
    }
  },
);

const facts = fc.record({
  paid: fen,
  orderPaid: fen,
  freightStandard: fen,
  statedMg: fc.integer({ min: 1, max: 2_000_000 }),
  measuredMg: fc.nat(2_000_000),
  quantity,
  priceNow: fen,
  materialBasis: fen,
});

interface Rules {
  readonly remedies: Remedies;
  readonly files: ReadonlyMap<string, string>;
}

/** That what is owed, alone and beside another promise, is what the second implementation reads in the clauses. */
export function claimsAgree({ remedies, files }: Rules) {
  const figure = figuresIn(files);
  const name = fc.constantFrom(...remedies.keys());
  return fc.property(name, fc.option(name), facts, (money, promise, told) => {
    const outcome = { status: 'granted', money, ...(promise === null ? {} : { promise }) } as const;
    const claim = moneyOf({ remedies }, { outcome }, factsOf(told));
    const names = promise === null ? [money] : [money, promise];

    const sums = Object.fromEntries(claim?.lines.map(({ key, totalFen }) => [key, totalFen]) ?? []);
    const expected = largerOf(names.map((one) => owed(one, figure, told)));
    deepStrictEqual(sums, expected);
    deepStrictEqual(
      claim?.totalFen,
      Object.values(expected).reduce((sum, one) => sum + one, 0),
    );
  });
}

function factsOf(told: typeof facts extends fc.Arbitrary<infer T> ? T : never) {
  return {
    paid_fen: told.paid,
    order_paid_fen: told.orderPaid,
    freight_standard_fen: told.freightStandard,
    stated_weight_mg: told.statedMg,
    measured_weight_mg: told.measuredMg,
    quantity: told.quantity,
    current_price_fen: told.priceNow,
    material_basis_fen: told.materialBasis,
  };
}
