import { type Fen, fenOf } from './fen.ts';

/*
 * How fractions of a fen are settled. No clause says anything about them, so all three are our choice:
 * 1. What is owed to a shopper is rounded up to the next fen: it costs less than a fen, and nobody is paid short.
 * 2. A sum spread over parts goes by the largest remainder, of equal ones to the first: the parts make the sum.
 * 3. Of the units of one line the first cost a fen more, until the sum is used up: returns in parts make the whole.
 */

/** `amount` × numerator ÷ denominator, rounded up (1). */
export function shareUp(amount: Fen, numerator: number, denominator: number): Fen {
  const product = BigInt(amount) * BigInt(numerator);
  const divisor = BigInt(denominator);
  return fenOf(Number((product + divisor - 1n) / divisor));
}

/**
 * Spreads `total` in proportion to `weights` (2). Where it is no more than their sum, no part is more than its weight;
 * where all weights are nought, all parts are alike.
 */
export function spreadFen(total: Fen, weights: readonly number[]): readonly Fen[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n && weights.length > 0)
    return spreadFen(
      total,
      weights.map(() => 1),
    );
  const shares = weights.map((weight, at) => {
    const product = BigInt(total) * BigInt(weight);
    return { at, whole: product / sum, rest: product % sum };
  });
  const spread = shares.reduce((all, { whole }) => all + whole, 0n);
  const lucky = shares
    .toSorted((a, b) => compare(b.rest, a.rest) || a.at - b.at)
    .slice(0, Number(BigInt(total) - spread))
    .map(({ at }) => at);
  return shares.map(({ at, whole }) => fenOf(Number(whole) + (lucky.includes(at) ? 1 : 0)));
}

/** What the units `from` + 1 … `from` + `count` of a line of `quantity` cost (3). */
export function unitsFen(
  paid: Fen,
  quantity: number,
  units: { readonly from: number; readonly count: number },
): Fen {
  const firstUnits = (count: number) =>
    Math.floor(paid / quantity) * count + Math.min(count, paid % quantity);
  return fenOf(firstUnits(units.from + units.count) - firstUnits(units.from));
}

function compare(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
