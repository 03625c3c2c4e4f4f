import { parseClauseId } from '../kernel/ids.ts';
import { checkFigures } from './check-figures.ts';
import { checkSentences } from './check-sentences.ts';
import type { FactValue } from './decision.ts';
import type { Input, OutcomeCell, Row, Saying, Verdict } from './decision-table.ts';
import type { LinkContext, RowInTable } from './link-context.ts';

/** What the row says, or the table it hands over to. */
export function linkVerdict(context: LinkContext, placed: RowInTable): Verdict {
  const { row, at } = placed;
  const { report, lineOf } = context.draft;
  const line = lineOf(['rows', at]);
  if (row.decision !== undefined) {
    if (row.reason !== undefined || Object.keys(row.outcome).length > 0)
      report.error(
        line,
        `行“${row.id}”交给“${row.decision}”决定，就不能再有自己的结果`,
        '请删掉 decision，或者删掉 outcome 和 reason',
      );
    return {
      kind: 'hands-over',
      decision: row.decision,
      clauses: linkClauses(context, placed),
    };
  }
  const saying: Saying = {
    kind: 'says',
    outcome: linkOutcome(context, placed),
    reason: row.reason ?? '',
    clauses: linkClauses(context, placed),
    nearMiss: Object.entries(row.nearMiss).map(([fact, text]) => ({ fact, text })),
  };
  if (row.reason === undefined)
    report.error(line, `行“${row.id}”没有写 reason`, '请写上给顾客看的理由');
  checkFigures(context, placed);
  checkSentences(context, placed, saying);
  return saying;
}

const statuses: readonly FactValue[] = ['granted', 'partly', 'refused', 'person'];

function linkOutcome(
  { draft }: LinkContext,
  { inputs, row, at }: RowInTable,
): ReadonlyMap<string, OutcomeCell> {
  const { report, lineOf } = draft;
  if (!statuses.includes(row.outcome['status'] ?? ''))
    report.error(
      lineOf(['rows', at, 'outcome']),
      `行“${row.id}”的 status 不对`,
      `可以写：${statuses.join('、')}`,
    );
  return new Map(
    Object.entries(row.outcome).map(([name, value]): [string, OutcomeCell] => {
      const copied = /^\{(.*)\}$/.exec(String(value))?.[1];
      if (copied === undefined) return [name, { kind: 'value', value }];
      const input = inputs.find(({ fact }) => fact === copied);
      if (!input || (input.type.kind !== 'enum' && input.type.kind !== 'boolean'))
        report.error(
          lineOf(['rows', at, 'outcome', name]),
          `结果“${name}”不能照抄“${copied}”`,
          '只能照抄这张表里 enum 或 boolean 的输入',
        );
      return [name, { kind: 'copy', fact: copied }];
    }),
  );
}

function linkClauses(
  { draft, clauses, dropped }: LinkContext,
  { row, at }: RowInTable,
): Saying['clauses'] {
  const { report, lineOf } = draft;
  const isExcused =
    row.outcome['status'] === 'person' ||
    row.decision !== undefined ||
    row.noClauseBecause !== undefined;
  if (row.clauses.length === 0 && !isExcused)
    report.error(
      lineOf(['rows', at]),
      `行“${row.id}”没有条款`,
      '请在 clauses 里写上依据；确实不需要的，用 noClauseBecause 说明原因；没有依据的，status 写 person',
    );
  return row.clauses.flatMap((text, place) => {
    const id = parseClauseId(text);
    const line = lineOf(['rows', at, 'clauses', place]);
    if (id && dropped.has(id))
      report.error(
        line,
        `条款“${id}”写在 settlements.yaml 的 drop 里，不能作依据`,
        '请改成采用的那一条（keep）',
      );
    if (id && clauses.has(id)) return [id];
    report.error(line, `条款“${text}”不存在`, '请改成 clauses/ 里的编号，或先在那里加上');
    return [];
  });
}

/** The values of each outcome that every row gives. */
export function outcomesOf(
  { tables }: LinkContext,
  inputs: readonly Input[],
  rows: readonly Row[],
): ReadonlyMap<string, ReadonlySet<FactValue>> {
  const ofRows = rows.map(({ verdict }) =>
    verdict.kind === 'hands-over'
      ? (tables.get(verdict.decision)?.outcomes ?? new Map<string, ReadonlySet<FactValue>>())
      : new Map(
          [...verdict.outcome].map(([name, cell]) => [name, new Set(valuesOf(cell, inputs))]),
        ),
  );
  const [first = new Map<string, ReadonlySet<FactValue>>()] = ofRows;
  const shared = [...first.keys()].filter((name) => ofRows.every((row) => row.has(name)));
  return new Map(
    shared.map((name) => [name, new Set(ofRows.flatMap((row) => [...(row.get(name) ?? [])]))]),
  );
}

function valuesOf(cell: OutcomeCell, inputs: readonly Input[]): readonly FactValue[] {
  if (cell.kind === 'value') return [cell.value];
  const type = inputs.find(({ fact }) => fact === cell.fact)?.type;
  return type?.kind === 'enum' ? type.values : [true, false];
}
