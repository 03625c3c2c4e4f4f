import { type Fen, fenOf, lessFen, sumFen } from './fen.ts';
import { spreadFen } from './rounding.ts';

/** A line of an order before its discounts. */
export interface PricedLine {
  readonly unitPriceFen: Fen;
  readonly quantity: number;
  /** What was taken off this line alone. */
  readonly discountFen: Fen;
}

/** A coupon or reduction of an order. */
export interface OrderDiscount {
  readonly fen: Fen;
  /** Places of the lines it is for; `all` of them otherwise. */
  readonly lines: 'all' | readonly number[];
}

/**
 * What was paid for each line: discounts of a line come off that line, then those of the order one after another, each
 * spread over what is still to be paid for its lines. The parts make the sum that was paid for the goods.
 */
export function paidLines(
  lines: readonly PricedLine[],
  discounts: readonly OrderDiscount[],
): readonly Fen[] {
  const priced = lines.map(({ unitPriceFen, quantity, discountFen }) =>
    lessFen(fenOf(unitPriceFen * quantity), discountFen),
  );
  return discounts.reduce<readonly Fen[]>((open, discount) => {
    const isFor = (at: number) => discount.lines === 'all' || discount.lines.includes(at);
    const weights = open.map((fen, at) => (isFor(at) ? fen : fenOf(0)));
    // Nobody is paid for taking goods: a coupon worth more than its goods ends at nought.
    const off = fenOf(Math.min(discount.fen, sumFen(weights)));
    const parts = spreadFen(off, weights);
    return open.map((fen, at) => lessFen(fen, parts[at] ?? fenOf(0)));
  }, priced);
}
