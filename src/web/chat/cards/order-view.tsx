import type { JSX } from 'preact';
import type { OrderCard } from '../../../api/cards.ts';
import { dayNamed, dayText } from '../../cards/shop-days.ts';
import { yuanText } from '../../cards/zh.ts';

/** What one knows an order by. Phrasing content only: it stands in a button. */
export function OrderView({
  order,
  now,
}: {
  readonly order: OrderCard;
  readonly now: number;
}): JSX.Element {
  const { title, quantity, placedAt, status, seller, paidFen, orderId } = order;
  const day = dayNamed(placedAt);
  return (
    <>
      <span class="order-head">
        <span class="order-seller">{seller}</span>
        {status !== '' && <span class="order-status">{status}</span>}
      </span>
      <span class="order-title">{title}</span>
      <span class="order-facts">
        <span>数量 {quantity}</span>
        {paidFen !== null && <b>{yuanText(paidFen)}</b>}
      </span>
      <span class="order-small">
        {day !== null && <span>{dayText(day, now)}下单</span>}
        {orderId !== '' && <span>订单号 {orderId}</span>}
      </span>
    </>
  );
}
