import type { Facts } from '../decision.ts';
import { type Fen, fenOf, isAmount, sumFen } from './fen.ts';
import type { Claim, Figure, MoneyLine, OpenPoint, Remedy, RemedyLine } from './remedy.ts';
import { shareUp } from './rounding.ts';

/** What a remedy comes to on these facts. A line whose amount nobody knows is left out and told as missing. */
export function claimOf(remedy: Remedy, facts: Facts): Claim {
  const reckoned = remedy.lines.map((line) => reckon(line, facts));
  const missing = reckoned.filter((line) => typeof line === 'string');
  const lines = reckoned.filter((line) => typeof line !== 'string');
  return claim({ remedies: [remedy.name], lines, missing, open: remedy.open });
}

/**
 * Law against promise, promise against promise: of the lines that stand for the same, the one that is better for the
 * shopper is owed; of equal ones the first, so the law comes first. Nothing is owed twice.
 */
export function betterOf(claims: readonly Claim[]): Claim {
  const lines: MoneyLine[] = [];
  for (const line of claims.flatMap((one) => one.lines)) {
    const at = lines.findIndex(({ key }) => key === line.key);
    const best = lines[at];
    if (!best) lines.push(line);
    else if (line.totalFen > best.totalFen) lines[at] = line;
  }
  const kept = claims.filter((one) => one.lines.some((line) => lines.includes(line)));
  return claim({
    remedies: claims.flatMap(({ remedies }) => remedies),
    lines,
    missing: claims.flatMap(({ missing }) => missing),
    open: kept.flatMap(({ open }) => open),
  });
}

function claim(parts: Pick<Claim, 'remedies' | 'lines' | 'missing' | 'open'>): Claim {
  const { lines, open } = parts;
  return {
    ...parts,
    missing: [...new Set(parts.missing)],
    clauses: [...new Set([...lines.flatMap(({ clauses }) => clauses), ...open.map(clauseOf)])],
    totalFen: sumFen(lines.map(({ totalFen }) => totalFen)),
  };
}

const clauseOf = ({ clause }: OpenPoint) => clause;

/** The line, or the fact that is missing for it. */
function reckon(line: RemedyLine, facts: Facts): MoneyLine | string {
  const { key, label, payer, basis, factor, fixed, clauses } = line;
  const common = { key, label, payer, factor, clauses };
  if (fixed) return { ...common, basis: null, bound: null, totalFen: fenOfYuan(fixed) };
  const amount = basis === null ? undefined : facts[basis];
  if (basis === null || !isAmount(amount)) return basis ?? key;
  const fen = fenOf(amount);
  return { ...common, basis: { fact: basis, fen }, ...bounded(line, multiplied(fen, factor)) };
}

function multiplied(fen: Fen, factor: Figure | null): Fen {
  if (!factor) return fen;
  // Clauses have at most two digits behind the point: 1.5 times, 100 percent.
  const hundredths = Math.round(factor.value * (factor.unit === 'percent' ? 1 : 100));
  return shareUp(fen, hundredths, 100);
}

function bounded(
  { floor, cap }: RemedyLine,
  fen: Fen,
): Pick<MoneyLine, 'bound'> & { readonly totalFen: Fen } {
  if (cap && fen > fenOfYuan(cap))
    return { bound: { kind: 'cap', figure: cap }, totalFen: fenOfYuan(cap) };
  if (floor && fen < fenOfYuan(floor))
    return { bound: { kind: 'floor', figure: floor }, totalFen: fenOfYuan(floor) };
  return { bound: null, totalFen: fen };
}

function fenOfYuan({ value }: Figure): Fen {
  return fenOf(Math.round(value * 100));
}
