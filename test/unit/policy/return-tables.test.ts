import { describe, expect, test } from 'vitest';
import type { Decision, Facts, FactValue } from '../../../src/policy/decision.ts';
import { ask, received, self, shirt, third } from './ask-return.ts';

/** Days since receipt, and what was said beside. */
type Case = [
  title: string,
  daysAgo: number,
  facts: Facts,
  expected: Readonly<Record<string, FactValue>>,
];

function check(reason: string, [, daysAgo, facts, expected]: Case): Decision {
  const decision = ask({ reason, receipt_date: received(daysAgo), ...facts });
  expect(decision.outcome).toMatchObject(expected);
  return decision;
}

const granted = { status: 'granted' };
const refused = { status: 'refused' };
const person = { status: 'person' };

describe('without a reason', () => {
  test.each<Case>([
    ['on the day of receipt', 0, { ...self, ...shirt }, { ...granted, window_days: 7 }],
    [
      'on day 7',
      7,
      { ...self, ...shirt },
      { ...granted, refund_days: 7, freight_payer: 'shopper' },
    ],
    ['on day 8', 8, { ...self, ...shirt }, { ...refused, window_days: 7 }],
    ['on day 7, third party', 7, { ...third, ...shirt }, { ...granted, review_hours: 24 }],
    ['on day 8, third party', 8, { ...third, ...shirt }, refused],
    ['years later', 2000, { ...self, ...shirt }, refused],
    ['received tomorrow', -1, { ...self, ...shirt }, person],
    [
      'insured third party',
      3,
      { ...third, ...shirt, insured: true },
      { ...granted, freight_payer: 'insurer' },
    ],
    [
      'third party without insurance',
      3,
      { ...third, ...shirt },
      { ...granted, freight_payer: 'shopper' },
    ],
    [
      'insurance of one’s own goods is none',
      3,
      { ...self, ...shirt, insured: true },
      { ...granted, freight_payer: 'shopper' },
    ],
    ['opened to look', 3, { ...self, ...shirt, packaging_opened: true }, granted],
    ['worn clothes', 3, { ...self, ...shirt, used: true }, refused],
    ['worn clothes of a third party', 3, { ...third, ...shirt, used: true }, refused],
    ['worn shoes', 3, { ...self, product_category: 'shoes', used: true }, refused],
    [
      'an opened telephone',
      3,
      { ...self, product_category: 'phone', used: false, packaging_opened: true },
      granted,
    ],
    ['a telephone that was started', 3, { ...self, product_category: 'phone', used: true }, person],
    [
      'a computer that was started',
      3,
      { ...third, product_category: 'computer', used: true },
      person,
    ],
    ['a camera that was started', 3, { ...self, product_category: 'camera', used: true }, person],
    ['an appliance that ran', 3, { ...self, product_category: 'appliance', used: true }, person],
    [
      'a telephone that was started, too late',
      8,
      { ...self, product_category: 'phone', used: true },
      refused,
    ],
    ['toys', 6, { ...self, product_category: 'toy', used: false }, granted],
    ['a confirmed shirt', 3, { ...self, ...shirt, no_return_confirmed_at_purchase: true }, person],
    [
      'a shirt that was not confirmed',
      3,
      { ...self, ...shirt, no_return_confirmed_at_purchase: false },
      granted,
    ],
    ['a shirt made to order', 3, { ...self, ...shirt, special_kind: 'custom_made' }, refused],
  ])('%s', (...row) => {
    check('no_reason', row);
  });

  test.each<Case>([
    [
      'confirmed jewellery',
      3,
      {
        ...self,
        product_category: 'jewellery',
        special_kind: 'none',
        used: false,
        no_return_confirmed_at_purchase: true,
      },
      refused,
    ],
    [
      'jewellery that was not confirmed',
      3,
      {
        ...self,
        product_category: 'jewellery',
        special_kind: 'none',
        used: false,
        no_return_confirmed_at_purchase: false,
      },
      granted,
    ],
    [
      'jewellery that was not confirmed, day 8',
      8,
      {
        ...self,
        product_category: 'jewellery',
        special_kind: 'none',
        used: false,
        no_return_confirmed_at_purchase: false,
      },
      refused,
    ],
    [
      'confirmed gold',
      3,
      {
        ...third,
        product_category: 'gold',
        special_kind: 'none',
        used: false,
        no_return_confirmed_at_purchase: true,
      },
      refused,
    ],
    [
      'gold that was not confirmed',
      3,
      {
        ...third,
        product_category: 'gold',
        special_kind: 'none',
        used: false,
        no_return_confirmed_at_purchase: false,
      },
      granted,
    ],
    [
      'gold made to order',
      3,
      { ...self, product_category: 'gold', special_kind: 'custom_made' },
      refused,
    ],
    [
      'a confirmed watch',
      3,
      { ...self, product_category: 'watch', used: false, no_return_confirmed_at_purchase: true },
      refused,
    ],
    [
      'a watch that was not confirmed',
      3,
      { ...self, product_category: 'watch', used: false, no_return_confirmed_at_purchase: false },
      granted,
    ],
    [
      'a worn watch',
      3,
      { ...self, product_category: 'watch', used: true, no_return_confirmed_at_purchase: false },
      refused,
    ],
    [
      'confirmed food',
      3,
      {
        ...self,
        product_category: 'food',
        special_kind: 'none',
        used: false,
        no_return_confirmed_at_purchase: true,
      },
      refused,
    ],
    [
      'food that was not confirmed',
      3,
      {
        ...self,
        product_category: 'food',
        special_kind: 'none',
        used: false,
        no_return_confirmed_at_purchase: false,
      },
      granted,
    ],
    ['fresh food', 1, { ...self, product_category: 'food', special_kind: 'fresh' }, refused],
    [
      'confirmed cosmetics',
      3,
      {
        ...self,
        product_category: 'cosmetics',
        used: false,
        no_return_confirmed_at_purchase: true,
      },
      refused,
    ],
    [
      'opened cosmetics that were not confirmed',
      3,
      {
        ...self,
        product_category: 'cosmetics',
        used: false,
        packaging_opened: true,
        no_return_confirmed_at_purchase: false,
      },
      granted,
    ],
    [
      'underwear that was not confirmed',
      3,
      {
        ...self,
        product_category: 'underwear',
        used: false,
        no_return_confirmed_at_purchase: false,
      },
      granted,
    ],
    [
      'confirmed underwear',
      3,
      {
        ...self,
        product_category: 'underwear',
        used: false,
        no_return_confirmed_at_purchase: true,
      },
      refused,
    ],
    [
      'opened software',
      3,
      { ...self, product_category: 'software', special_kind: 'none', packaging_opened: true },
      refused,
    ],
    [
      'sealed software that was not confirmed',
      3,
      {
        ...self,
        product_category: 'software',
        special_kind: 'none',
        packaging_opened: false,
        used: false,
        no_return_confirmed_at_purchase: false,
      },
      granted,
    ],
    [
      'sealed software, confirmed',
      3,
      {
        ...self,
        product_category: 'software',
        special_kind: 'none',
        packaging_opened: false,
        used: false,
        no_return_confirmed_at_purchase: true,
      },
      refused,
    ],
    [
      'a downloaded programme',
      0,
      { ...self, product_category: 'virtual_goods', special_kind: 'digital_opened' },
      refused,
    ],
    [
      'a delivered newspaper',
      1,
      { ...self, product_category: 'book', special_kind: 'newspaper' },
      refused,
    ],
    [
      'a book',
      1,
      { ...self, product_category: 'book', special_kind: 'none', used: false },
      granted,
    ],
    [
      'furniture made to order',
      1,
      { ...self, product_category: 'furniture', special_kind: 'custom_made' },
      refused,
    ],
    [
      'furniture',
      1,
      { ...self, product_category: 'furniture', special_kind: 'none', used: false },
      granted,
    ],
  ])('%s', (...row) => {
    check('no_reason', row);
  });
});

describe('for quality', () => {
  test.each<Case>([
    ['own goods, day 0', 0, self, { ...granted, basis: 'quality', freight_payer: 'merchant' }],
    ['own goods, day 7', 7, self, { ...granted, window_days: 15, pickup_free: true }],
    ['own goods, day 8', 8, self, granted],
    ['own goods, day 15', 15, self, { ...granted, review_hours: 48 }],
    ['own goods, day 16', 16, self, { ...person, remedy: 'exchange_or_repair' }],
    ['third party, day 7', 7, third, { ...granted, window_days: 7, freight_payer: 'merchant' }],
    ['third party, day 8', 8, third, { status: 'partly', remedy: 'exchange_or_repair' }],
    ['third party, day 15', 15, third, { status: 'partly', window_days: 15 }],
    ['third party, day 16', 16, third, person],
    ['used goods', 3, { ...self, used: true, packaging_opened: true }, granted],
    [
      'confirmed jewellery',
      3,
      { ...self, product_category: 'jewellery', no_return_confirmed_at_purchase: true },
      granted,
    ],
    ['fresh food', 1, { ...third, product_category: 'food', special_kind: 'fresh' }, granted],
    [
      'insurance does not matter',
      3,
      { ...third, insured: true },
      { ...granted, freight_payer: 'merchant' },
    ],
    ['received tomorrow', -1, self, person],
  ])('%s', (...row) => {
    check('quality', row);
  });

  test.each(['damaged', 'not_as_described'])(
    '%s goods do not meet the quality either',
    (reason) => {
      const decision = check(reason, ['', 10, self, { ...granted, basis: 'quality' }]);

      expect(decision.clauses).toContain(
        reason === 'damaged' ? 'law-transport-risk' : 'law-as-described',
      );
    },
  );
});

describe('for other reasons', () => {
  test.each<[string, ...Case]>([
    [
      'wrong_item',
      'third party, day 7',
      7,
      third,
      { ...granted, basis: 'wrong_item', freight_payer: 'platform' },
    ],
    ['wrong_item', 'third party, day 8', 8, third, { ...person, remedy: 'exchange' }],
    ['wrong_item', 'own goods', 3, self, { ...person, remedy: 'exchange' }],
    ['missing_item', 'own goods', 3, self, person],
    ['missing_item', 'third party', 3, third, person],
    ['counterfeit', 'at any time', 40, third, { ...person, basis: 'counterfeit' }],
    ['late', 'at any time', 3, self, person],
    ['other', 'at any time', 3, self, person],
  ])('%s, %s', (reason, ...row) => {
    check(reason, row);
  });
});
