import { type Problem, reportTo } from '../../knowledge/problem.ts';
import type { DecisionTable, Verdict } from '../decision-table.ts';
import type { Remedies } from './remedy.ts';

/** The outcomes of a table that name a remedy: what is owed by law or by rule, and what was promised beside it. */
export const moneyOutcomes = ['money', 'promise'] as const;

/** What a row says is owed must be a remedy that the shop's file of money holds. */
export function checkMoneyNames(
  tables: readonly DecisionTable[],
  remedies: Remedies,
  problems: Problem[],
): void {
  const rows = tables.flatMap((table) => table.rows.map((row) => ({ file: table.file, ...row })));
  for (const { file, id, line, verdict } of rows)
    for (const outcome of unknownIn(verdict, remedies))
      reportTo(problems, file).error(
        line,
        `行“${id}”的 ${outcome} 不是 money.yaml 里的名字`,
        `可以写：${[...remedies.keys()].join('、') || '没有'}`,
      );
}

function unknownIn(verdict: Verdict, remedies: Remedies): readonly string[] {
  if (verdict.kind !== 'says') return [];
  return moneyOutcomes.filter((outcome) => {
    const cell = verdict.outcome.get(outcome);
    return cell !== undefined && (cell.kind === 'copy' || !remedies.has(String(cell.value)));
  });
}
