import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { yuanText } from '../../../src/web/cards/zh.ts';
import { readCase, readInput, readOutcome } from '../../../src/web/chat/cards/read-cards.ts';
import { caseCard, outcome } from './chat-entries.ts';

const order = {
  value: 'o1/i1',
  label: '连衣裙（订单 10001）',
  orderId: '10001',
  itemId: 'i1',
  title: '连衣裙',
  quantity: 2,
  placedAt: '2026-03-02T10:00:00+08:00',
  status: '已签收',
  seller: '自营',
  paidFen: 12_900,
};

describe('reading cards', () => {
  test('takes whole ones as they are', () => {
    const input = { kind: 'orders', orders: [order] };
    const card = {
      ...caseCard('R1'),
      turn: 'shopper',
      turnText: '下一步在您这边',
      deadlines: [{ what: 'w', text: '商家审核', dueAt: '2026-03-06T10:00:00Z', state: 'running' }],
    };

    expect(readInput(input)).toEqual(input);
    expect(readOutcome(outcome('可以退货'))).toEqual(outcome('可以退货'));
    expect(readCase(card)).toEqual(card);
  });

  test('an order needs what is sent for it, and nothing else', () => {
    const orders = [{ value: 'v', label: '裙子' }, { value: 'v' }, { label: 'l' }, null, 7];

    expect(readInput({ kind: 'orders', orders })).toMatchObject({
      orders: [{ value: 'v', label: '裙子', title: '裙子', quantity: 1, paidFen: null }],
    });
    expect(readInput({ kind: 'orders', orders: [null] })).toBeNull();
  });

  test.each([
    { min: '2026-03-05', max: '2026-03-01' },
    { min: '2026-02-30', max: '2026-03-01' },
    { min: 'yesterday', max: '2026-03-01' },
    { max: '2026-03-01' },
  ])('a range of days that is none (%j) offers no calendar', (range) => {
    expect(readInput({ kind: 'date', ...range })).toBeNull();
  });

  test.each([
    { most: 3, read: 3 },
    { most: 99, read: 5 },
    { most: undefined, read: 5 },
    { most: Number.NaN, read: 5 },
  ])('$most photos are at most $read', ({ most, read }) => {
    expect(readInput({ kind: 'photos', most })).toEqual({ kind: 'photos', most: read });
  });

  test('lines and deadlines that cannot be read are left out, the card stays', () => {
    const lines = [{ label: '运费', value: '您承担' }, { label: '运费' }, null];
    const dates = [
      { label: '寄回', date: '2026-03-12' },
      { label: '退款', date: 'soon' },
    ];
    const deadlines = [
      { text: '审核', dueAt: 'soon', state: 'running' },
      { text: '退款', dueAt: '2026-03-12T00:00:00Z', state: 'late' },
    ];

    expect(readOutcome({ status: 'granted', title: '可以退货', lines, dates })).toMatchObject({
      lines: [lines[0]],
      dates: [dates[0]],
      nearMiss: [],
    });
    expect(readCase({ caseId: 'R1', deadlines })).toMatchObject({ caseId: 'R1', deadlines: [] });
  });

  test('nothing that JSON can say makes it throw', () => {
    const known = fc.constantFrom('orders', 'date', 'photos', 'granted', 'running');
    const json = fc.oneof(fc.jsonValue(), known);
    const names = ['kind', 'orders', 'status', 'title', 'lines', 'caseId', 'deadlines', 'most'];
    const card = fc.record(Object.fromEntries(names.map((name) => [name, json])));
    fc.assert(
      fc.property(fc.oneof(json, card), (value) => {
        for (const readCard of [readInput, readOutcome, readCase]) {
          expect(readCard(value)).toSatisfy((read) => read === null || typeof read === 'object');
        }
      }),
    );
  });
});

test('money is said in yuan', () => {
  expect([0, 100, 12_950, 129_900, 1_234_567].map(yuanText)).toEqual([
    '0 元',
    '1 元',
    '129.50 元',
    '1,299 元',
    '12,345.67 元',
  ]);
});
