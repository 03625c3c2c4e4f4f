import type { JSX } from 'preact';
import type { OrderCard } from '../../../api/cards.ts';
import { TickIcon } from '../../cards/icons.tsx';
import { dayText, epochDay } from '../../cards/shop-days.ts';
import { OrderView } from './order-view.tsx';

/** The order that was picked. */
export function PickedOrder(props: {
  readonly order: OrderCard;
  readonly now: number;
}): JSX.Element {
  return (
    <div class="order order-picked">
      <PickedMark />
      <OrderView {...props} />
    </div>
  );
}

/** The day that was picked; nothing where the shopper answered in other words. */
export function PickedDay(props: {
  readonly text: string;
  readonly now: number;
}): JSX.Element | null {
  if (epochDay(props.text) === null) return null;
  return (
    <p class="day-picked">
      <PickedMark />
      {dayText(props.text, props.now)}
    </p>
  );
}

function PickedMark(): JSX.Element {
  return (
    <span class="picked">
      <TickIcon />
      已选
    </span>
  );
}
