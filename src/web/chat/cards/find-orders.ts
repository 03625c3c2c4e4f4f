import type { OrderCard } from '../../../api/cards.ts';

/** The orders in whose title, number, seller or status each of the words stands. */
export function findOrders(orders: readonly OrderCard[], search: string): readonly OrderCard[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return orders;
  return orders.filter(({ title, orderId, seller, status }) => {
    const text = fold([title, orderId, seller, status].join('\n'));
    return words.every((word) => text.includes(word));
  });
}

/** Full width and case make no difference to who searches. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
