import { expect, test } from 'vitest';
import type { OrderCard } from '../../../src/api/cards.ts';
import { findOrders } from '../../../src/web/chat/cards/find-orders.ts';

const order = (title: string, orderId: string, seller = '自营'): OrderCard => ({
  value: orderId,
  label: title,
  orderId,
  itemId: 'i',
  title,
  quantity: 1,
  placedAt: '',
  status: '已签收',
  seller,
  paidFen: null,
});
const orders = [
  order('iPhone 手机壳', '10001'),
  order('白色连衣裙', '10002', '云裳旗舰店'),
  order('黑色连衣裙', '20002'),
];

test.each([
  { search: '', found: ['10001', '10002', '20002'] },
  { search: '  ', found: ['10001', '10002', '20002'] },
  { search: '连衣裙', found: ['10002', '20002'] },
  { search: '连衣裙 云裳', found: ['10002'] },
  { search: 'ＩＰＨＯＮＥ', found: ['10001'] },
  { search: '0002', found: ['10002', '20002'] },
  { search: '已签收 黑', found: ['20002'] },
  { search: '冰箱', found: [] },
])('「$search」 finds $found', ({ search, found }) => {
  expect(findOrders(orders, search).map(({ orderId }) => orderId)).toEqual(found);
});
