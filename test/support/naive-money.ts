/**
 * Money once more, in the plainest way: fen handed out one after the other, figures found in the text of the clauses.
 * It shares no code with `src/policy/money/`, so that a mistake has to be made twice to stay hidden.
 */

/** Hands out `total` fen: everybody's whole share, then the rest to those who were cut the most, the first ones first. */
function handOut(total: number, weights: readonly number[]): readonly number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (all === 0)
    return handOut(
      total,
      weights.map(() => 1),
    );
  const parts = weights.map((weight) => Number((BigInt(total) * BigInt(weight)) / BigInt(all)));
  const cut = weights.map((weight) => Number((BigInt(total) * BigInt(weight)) % BigInt(all)));
  for (let left = total - sumOf(parts); left > 0; left -= 1) {
    const most = cut.indexOf(Math.max(...cut));
    parts[most] = (parts[most] ?? 0) + 1;
    cut[most] = -1;
  }
  return parts;
}

/** The price of each piece: what is left, by the pieces that are left, rounded up. */
export function pricesOfPieces(paid: number, quantity: number): readonly number[] {
  let left = paid;
  return Array.from({ length: quantity }, (_, at) => {
    const price = Math.ceil(left / (quantity - at));
    left -= price;
    return price;
  });
}

export interface NaiveLine {
  readonly price: number;
  readonly quantity: number;
  readonly off: number;
}

/** What was paid for each line after its own reduction and each coupon (`null`: for all lines). */
export function paidForLines(
  lines: readonly NaiveLine[],
  coupons: readonly { readonly fen: number; readonly lines: readonly number[] | null }[],
): readonly number[] {
  const paid = lines.map(({ price, quantity, off }) => Math.max(0, price * quantity - off));
  for (const coupon of coupons) {
    const meant = paid.map((_, at) => coupon.lines === null || coupon.lines.includes(at));
    const open = paid.map((fen, at) => (meant[at] ? fen : 0));
    const parts = handOut(Math.min(coupon.fen, sumOf(open)), open);
    for (const [at, part] of parts.entries()) paid[at] = Math.max(0, (paid[at] ?? 0) - part);
  }
  return paid;
}

/** A figure from the text of a clause file. */
export type FindFigure = (clause: string, topic: string) => number;

export function figuresIn(files: ReadonlyMap<string, string>): FindFigure {
  const text = [...files]
    .map(([path, file]) => (path.startsWith('clauses/') ? file : ''))
    .join('\n');
  return (clause, topic) => {
    const section = text.split('\n## ').find((part) => part.includes(`{#${clause}}`)) ?? '';
    const value = new RegExp(`topic: ${topic}, .*value: (\\d+),`).exec(section)?.[1];
    if (value === undefined) throw new Error(`no ${topic} in ${clause}`);
    return Number(value);
  };
}

export interface NaiveFacts {
  readonly paid: number;
  readonly orderPaid: number;
  readonly freightStandard: number;
  readonly statedMg: number;
  readonly measuredMg: number;
  readonly quantity: number;
  readonly priceNow: number;
  readonly materialBasis: number;
}

/** What a promise or the law owes, by what it is for. */
export function owed(
  name: string,
  figure: FindFigure,
  facts: NaiveFacts,
): Readonly<Record<string, number>> {
  const { paid, orderPaid, statedMg, measuredMg } = facts;
  const fen = (clause: string, topic: string) => figure(clause, topic) * 100;
  switch (name) {
    case 'no_reason_refund':
      return { refund: (paid * figure('refund-full', 'refund-amount')) / 100 };
    case 'quality_refund':
    case 'wrong_item_refund':
      return { refund: paid };
    case 'law_fraud': {
      const triple = paid * figure('law-fraud-triple', 'fraud-compensation');
      const least = fen('law-fraud-triple', 'fraud-compensation-minimum');
      return { refund: paid, compensation: triple < least ? least : triple };
    }
    case 'fake_three': {
      const triple = paid * figure('fake-three-what', 'counterfeit-compensation');
      const most = fen('fake-three-limit', 'counterfeit-limit');
      return { refund: paid, compensation: triple > most ? most : triple };
    }
    case 'fake_four':
      return {
        refund: paid,
        compensation: paid * figure('fake-four-what', 'counterfeit-compensation'),
      };
    case 'gold_ten':
      return {
        compensation: orderPaid * figure('gold-ten-times', 'counterfeit-compensation'),
        insurance: fen('gold-ten-insurer', 'counterfeit-insurance'),
      };
    case 'material_four':
      return {
        compensation: facts.materialBasis * figure('material-four', 'material-compensation'),
      };
    case 'weight_difference': {
      const missing = Math.max(0, statedMg - measuredMg);
      const exact = BigInt(paid) * BigInt(missing);
      const whole = exact / BigInt(statedMg);
      return { difference: Number(whole * BigInt(statedMg) === exact ? whole : whole + 1n) };
    }
    case 'freight_insurance':
      return {
        freight: facts.freightStandard * figure('fi-single-trip', 'freight-insurance-trips'),
      };
    case 'price_protection':
      return { difference: Math.max(0, paid - facts.priceNow * facts.quantity) };
    default:
      throw new Error(`nobody has written down what ${name} owes`);
  }
}

/** Of two that owe for the same the larger, of all keys. */
export function largerOf(
  sums: readonly Readonly<Record<string, number>>[],
): Readonly<Record<string, number>> {
  const keys = new Set(sums.flatMap((sum) => Object.keys(sum)));
  return Object.fromEntries(
    [...keys].map((key) => [key, Math.max(...sums.map((sum) => sum[key] ?? 0))]),
  );
}

function sumOf(numbers: readonly number[]): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
