import { describe, expect, test } from 'vitest';
import { orderWire } from '../../../src/commerce/order-wire.ts';
import type { Facts } from '../../../src/policy/decision.ts';
import { withAmounts } from '../../../src/policy/money/derive-amounts.ts';
import { orderFacts } from '../../../src/policy/order-facts.ts';
import { wireOrder } from '../../support/order-server.ts';

function factsOf(more: Readonly<Record<string, unknown>>): Facts {
  const order = orderWire.parse(wireOrder(more));
  const [item] = order.items;
  if (!item) throw new Error('an order without goods');
  return orderFacts(order, item);
}

const request = (status: string, more: object = {}) => ({
  serviceId: 'S1',
  kind: 'return_goods',
  status,
  ...more,
});

describe('how far a return is', () => {
  test.each([
    ['submitted', 'not_approved'],
    ['approved', 'approved'],
    ['returning', 'shipped'],
    ['refunding', 'received'],
    ['refunded', 'completed'],
    ['待商家处理', undefined],
    ['rejected', undefined],
  ])('%s tells %s', (status, stage) => {
    expect(factsOf({ serviceRequests: [request(status)] })['return_stage']).toBe(stage);
  });

  test('goes by the latest, and a repair is no return', () => {
    const serviceRequests = [
      request('approved', { openedAt: '2026-11-09T10:00:00+08:00' }),
      request('refunded', { openedAt: '2026-11-02T10:00:00+08:00' }),
      request('completed', { kind: 'repair_goods', openedAt: '2026-11-10T10:00:00+08:00' }),
    ];

    expect(factsOf({ serviceRequests })['return_stage']).toBe('approved');
  });
});

test('the insurer’s claim and scale are told where the order system knows them', () => {
  const claim = { status: 'paid', paidFen: 900 };
  const insured = { insured: true, payer: 'seller', standardFen: 1_000 };

  expect(factsOf({ freightInsurance: { ...insured, claim } })).toMatchObject({
    insurance_claim: 'paid',
    insurance_paid_fen: 900,
    freight_standard_fen: 1_000,
  });
  const broken = factsOf({ freightInsurance: { ...insured, claim: { status: '已赔付' } } });
  expect(broken['insured']).toBe(true);
  expect(broken['insurance_claim']).toBeUndefined();
});

test('a deal that is not done has no day of completion', () => {
  const done = factsOf({ completedAt: '2026-11-10T23:30:00+08:00' });

  expect(done['completion_date']).toBe('2026-11-10');
  expect(factsOf({})['completion_date']).toBeUndefined();
});

describe('what amounts say', () => {
  test.each([
    [9_900, true],
    [10_000, false],
    [10_100, false],
  ])('paid 200 yuan for two that cost %i fen each today', (current_price_fen, isLower) => {
    const facts = withAmounts({ paid_fen: 20_000, quantity: 2, current_price_fen });

    expect(facts['price_lower']).toBe(isLower);
  });

  test.each([
    [9_999, true],
    [10_000, false],
  ])('stated as 10 grams, weighed as %i milligrams', (measured_weight_mg, isLighter) => {
    const facts = withAmounts({ stated_weight_mg: 10_000, measured_weight_mg });

    expect(facts['weight_lighter']).toBe(isLighter);
  });

  test('nothing where one of them is unknown', () => {
    const facts = withAmounts({ paid_fen: 20_000, quantity: 1, stated_weight_mg: 10_000 });

    expect(facts['price_lower']).toBeUndefined();
    expect(facts['weight_lighter']).toBeUndefined();
  });
});
