import type { Facts } from '../policy/decision.ts';
import { yuanText } from '../policy/money/fen.ts';
import type { Claim, MoneyLine } from '../policy/money/remedy.ts';
import type { OutcomeLines, Sentence } from './told-outcome.ts';

/** What is owed, for the shopper: each line with how its sum came about, and the whole where there are several. */
export function moneyLines(sentence: Sentence, claim: Claim, facts: Facts): OutcomeLines {
  const lines = sumLines(sentence, claim, facts);
  const agreed = claim.open.map(({ text }) => ({ label: sentence('money.open'), value: text }));
  const unknown = claim.missing.includes('paid_fen')
    ? [{ label: sentence('money.unknown'), value: sentence('money.unknown.paid') }]
    : [];
  const total = { label: sentence('money.sum'), value: yuanText(claim.totalFen) };
  return [...lines, ...(lines.length < 2 ? [] : [total]), ...unknown, ...agreed];
}

/** Each line with how its sum came about. */
export function sumLines(sentence: Sentence, claim: Claim, { quantity }: Facts): OutcomeLines {
  const pieces = typeof quantity === 'number' ? quantity : 1;
  return claim.lines.map((line) => ({
    label: line.label,
    value: lineInWords(sentence, line, pieces),
  }));
}

function lineInWords(sentence: Sentence, line: MoneyLine, pieces: number): string {
  const { factor, basis, bound, totalFen } = line;
  const total = yuanText(totalFen);
  if (factor?.unit === 'times' && basis && factor.value !== 1) {
    const facts = { total, basis: yuanText(basis.fen), factor: String(factor.value) };
    return sentence(bound ? `money.${bound.kind}` : 'money.times', facts);
  }
  // Part of several pieces may go back: what was paid for all is what was paid for these.
  if (line.key === 'refund' && pieces > 1)
    return sentence('money.pieces', { total, quantity: String(pieces) });
  return total;
}
