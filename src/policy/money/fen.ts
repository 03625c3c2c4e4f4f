import { AppError } from '../../kernel/errors.ts';
import type { Branded } from '../../kernel/ids.ts';

/** An amount of money: a whole number of fen, never negative, never more than a number can hold exactly. */
export type Fen = Branded<number, 'Fen'>;

/** Ten thousand million yuan: more than any order, and small enough for every product of it to stay exact. */
const mostTold = 1_000_000_000_000;

/** Whether a fact can be an amount; anything else that somebody sends as one is unknown. */
export function isAmount(value: string | number | boolean | undefined): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= mostTold;
}

/** Checks an amount at the border of what we compute. */
export function fenOf(amount: number): Fen {
  if (Number.isSafeInteger(amount) && amount >= 0) return amount as Fen;
  throw new AppError('INTERNAL', `${amount} is no amount in fen: whole, not negative, safe`);
}

export function sumFen(amounts: readonly Fen[]): Fen {
  return fenOf(amounts.reduce((sum, amount) => sum + amount, 0));
}

/** What is left of `whole`; nothing where the part is larger. */
export function lessFen(whole: Fen, part: Fen): Fen {
  return fenOf(Math.max(0, whole - part));
}

/** 159.00元, as shoppers read it. */
export function yuanText(amount: Fen): string {
  const fen = String(amount).padStart(3, '0');
  return `${fen.slice(0, -2)}.${fen.slice(-2)}元`;
}
