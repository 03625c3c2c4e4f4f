import type { Cell } from './cell.ts';
import type { FactValue } from './decision.ts';
import type { DecisionTable, Row } from './decision-table.ts';
import type { LinkContext } from './link-context.ts';
import { linkInputs } from './link-inputs.ts';
import { linkVerdict, outcomesOf } from './link-verdict.ts';
import { parseCell } from './parse-cell.ts';
import type { TableDraft } from './read-tables.ts';

/** Parses the cells of a table and resolves its names; the tables it leans on come first. */
export function linkTable(context: LinkContext): DecisionTable {
  const { draft } = context;
  const { file, name } = draft;
  const inputs = linkInputs(context);
  const table = {
    name,
    title: file.title,
    isPublic: file.public,
    hitPolicy: file.hitPolicy,
    missingText: file.missing,
    ignores: file.ignores,
    inputs,
    file: draft.report.file,
  };
  warnOfRepeatedRows(draft);
  const rows = file.rows.map((row, at): Row => {
    const cells = linkCells(table, row.when, { draft, path: ['rows', at, 'when'] });
    return {
      id: row.id,
      cells,
      verdict: linkVerdict(context, { inputs, row, cells, at }),
      line: draft.lineOf(['rows', at]),
    };
  });
  const outcomes: ReadonlyMap<string, ReadonlySet<FactValue>> = outcomesOf(context, inputs, rows);
  return { ...table, rows, outcomes };
}

function warnOfRepeatedRows({ file, report, lineOf }: TableDraft): void {
  const seen = new Set<string>();
  for (const [at, { id }] of file.rows.entries()) {
    if (seen.has(id)) report.error(lineOf(['rows', at, 'id']), `行“${id}”重复`, '请换一个编号');
    seen.add(id);
  }
}

interface CellPlace {
  readonly draft: TableDraft;
  readonly path: readonly PropertyKey[];
}

function linkCells(
  { inputs }: Pick<DecisionTable, 'inputs'>,
  texts: Readonly<Record<string, string>>,
  { draft, path }: CellPlace,
): readonly (Cell | null)[] {
  for (const fact of Object.keys(texts))
    if (!inputs.some((input) => input.fact === fact))
      draft.report.error(
        draft.lineOf([...path, fact]),
        `“${fact}”不是这张表的输入`,
        '请先在 inputs 里写上，或改成已有的输入',
      );
  return inputs.map(({ fact, type }) => {
    const text = texts[fact];
    if (text === undefined) return null;
    const parsed = parseCell(text, type);
    if (parsed.kind === 'cell') return parsed.cell;
    const { at, message, remedy } = parsed.fault;
    const line = draft.lineOf([...path, fact]);
    draft.report.error(line, `单元格“${text}”第 ${at} 个字：${message}`, remedy);
    return null;
  });
}
