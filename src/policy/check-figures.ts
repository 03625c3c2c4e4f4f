import { parseClauseId } from '../kernel/ids.ts';
import type { LinkContext, RowInTable } from './link-context.ts';

/**
 * Every number in the cells and outcomes of a row is a figure of policy: `figures` names its clause, and a typed fact
 * of that clause must have the same number. Nought is no figure (`< 0` says "not yet").
 */
export function checkFigures(context: LinkContext, placed: RowInTable): void {
  const { inputs, row, cells, at } = placed;
  const { report, lineOf } = context.draft;
  const figures = new Map<string, readonly number[]>([
    ...inputs.map(({ fact }, place) => [fact, cells[place]?.figures ?? []] as const),
    ...Object.entries(row.outcome).map(
      ([name, value]) => [name, typeof value === 'number' ? [value] : []] as const,
    ),
  ]);
  for (const [name, numbers] of figures)
    for (const number of numbers.filter((candidate) => candidate !== 0))
      checkFigure(context, placed, { name, number });
  for (const name of Object.keys(row.figures))
    if ((figures.get(name) ?? []).length === 0)
      report.error(
        lineOf(['rows', at, 'figures', name]),
        `figures 里的“${name}”在这一行没有数字`,
        '请删掉它，或检查名字',
      );
}

interface NamedFigure {
  readonly name: string;
  readonly number: number;
}

function checkFigure(
  { draft, clauses }: LinkContext,
  { row, at }: RowInTable,
  { name, number }: NamedFigure,
): void {
  const { report, lineOf } = draft;
  const ids = row.figures[name];
  if (!ids) {
    report.error(
      lineOf(['rows', at]),
      `行“${row.id}”的“${name}”有数字 ${number}，没有写出自哪条条款`,
      `请在 figures 里加一行“${name}: 条款编号”`,
    );
    return;
  }
  const line = lineOf(['rows', at, 'figures', name]);
  const named = ids.map((text) => {
    const id = parseClauseId(text);
    return (id && clauses.get(id)) ?? text;
  });
  const unknown = named.filter((clause) => typeof clause === 'string');
  for (const text of unknown)
    report.error(line, `条款“${text}”不存在`, '请改成 clauses/ 里的编号，或先在那里加上');
  const values = named.flatMap((clause) =>
    typeof clause === 'string' ? [] : clause.facts.map(({ value }) => value),
  );
  if (unknown.length === 0 && !values.includes(number))
    report.error(
      line,
      `“${name}”写的是 ${number}，条款“${ids.join('、')}”的 facts 里写的是 ${values.join('、') || '没有数字'}`,
      '请让两处一致：改这张表，或改条款',
    );
}
