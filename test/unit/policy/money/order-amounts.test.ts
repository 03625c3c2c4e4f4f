import { expect, test } from 'vitest';
import type { Order, OrderItem } from '../../../../src/commerce/order.ts';
import { fenOf, yuanText } from '../../../../src/policy/money/fen.ts';
import { goodsPaidFen } from '../../../../src/policy/money/order-amounts.ts';

const item = (facts: Partial<OrderItem>) => ({ quantity: 1, ...facts }) as OrderItem;
const order = (facts: Partial<Order>) => facts as Order;

test('what the system says was paid for the goods counts', () => {
  const shirt = item({ paidFen: 15_900, unitPriceFen: 20_000 });

  expect(goodsPaidFen(order({ items: [shirt], paidFen: 1, freightFen: 0 }), shirt)).toBe(15_900);
});

test('otherwise the rest of what was paid is spread by price, without the freight, and makes the whole', () => {
  const told = item({ paidFen: 1_000 });
  const first = item({ unitPriceFen: 1_000, quantity: 2 });
  const second = item({ unitPriceFen: 1_000 });
  const whole = order({ items: [told, first, second], paidFen: 3_600, freightFen: 600 });

  expect([first, second].map((one) => goodsPaidFen(whole, one))).toEqual([1_333, 667]);
});

test('an amount is not guessed', () => {
  const priced = item({ unitPriceFen: 1_000 });
  const unpriced = item({});

  expect(goodsPaidFen(order({ items: [priced], paidFen: 900 }), priced)).toBeUndefined();
  expect(goodsPaidFen(order({ items: [priced], freightFen: 0 }), priced)).toBeUndefined();
  const mixed = order({ items: [priced, unpriced], paidFen: 900, freightFen: 0 });
  expect(goodsPaidFen(mixed, priced)).toBeUndefined();
  const odd = order({ items: [priced], paidFen: 500, freightFen: 600 });
  expect(goodsPaidFen(odd, priced)).toBeUndefined();
});

test('an amount is whole, not negative, and reads as shoppers write it', () => {
  for (const wrong of [-1, 0.5, Number.NaN, 2 ** 53])
    expect(() => fenOf(wrong)).toThrow(/no amount/);
  expect([0, 5, 15_900, 912_050].map((fen) => yuanText(fenOf(fen)))).toEqual([
    '0.00元',
    '0.05元',
    '159.00元',
    '9120.50元',
  ]);
});
