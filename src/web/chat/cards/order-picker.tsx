import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { OrderCard } from '../../../api/cards.ts';
import { findOrders } from './find-orders.ts';
import { OrderView } from './order-view.tsx';

/** More than these do not fit under the question: the list scrolls. */
const mostInFull = 3;
/** More than these are searched sooner than scrolled through. */
const mostWithoutSearch = 8;

interface OrderPickerProps {
  readonly orders: readonly OrderCard[];
  readonly now: number;
  readonly onPick: (order: OrderCard) => void;
}

/** The shopper's orders, one tap each. */
export function OrderPicker({ orders, now, onPick }: OrderPickerProps): JSX.Element {
  const [search, setSearch] = useState('');
  const found = findOrders(orders, search);
  return (
    <section aria-label="选择订单">
      {orders.length > mostWithoutSearch && (
        <input
          type="search"
          class="field order-search"
          aria-label="在订单里查找"
          placeholder="查找商品、店铺或订单号"
          enterkeyhint="search"
          autocomplete="off"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <p class="order-count" role="status">
        {search.trim() === ''
          ? orders.length > mostInFull && `共 ${orders.length} 件商品，点一下就能选中`
          : countText(found.length)}
      </p>
      <ul class={orders.length > mostInFull ? 'orders orders-many' : 'orders'}>
        {found.map((order, index) => (
          <li key={`${index} ${order.value}`}>
            <button type="button" class="order" onClick={() => onPick(order)}>
              <OrderView order={order} now={now} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function countText(count: number): string {
  return count === 0 ? '没有找到，请换个词，或者直接输入订单号' : `找到 ${count} 件`;
}
