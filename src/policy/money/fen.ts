import { AppError } from '../../kernel/errors.ts';
import type { Branded } from '../../kernel/ids.ts';

/** An amount of money: a whole number of fen, never negative, never more than a number can hold exactly. */
export type Fen = Branded<number, 'Fen'>;

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
