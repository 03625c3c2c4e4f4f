import { type Problem, reportTo } from '../knowledge/problem.ts';
import { cellHolds } from './cell.ts';
import type { DecisionTable, Input, Row } from './decision-table.ts';
import { fromOrdinal } from './fact-type.ts';
import { classesOf, type ValueClass } from './variable.ts';

/** A table that would take more steps than this is told to be split. */
const mostSteps = 200_000;
const gapsNamed = 3;

/**
 * Goes through every combination of the classes of a table's inputs, stopping a branch where its fate is settled:
 * no row is left (a gap), two rows of a UNIQUE table hold at once (an overlap), or a row holds whatever else is true.
 */
export function checkCoverage(table: DecisionTable, problems: Problem[]): void {
  const report = reportTo(problems, table.file);
  const walk = createWalk(table);
  visit(walk, 0, table.rows);
  const firstLine = table.rows[0]?.line ?? 1;
  if (walk.steps > mostSteps) {
    report.error(firstLine, '这张表的组合太多，检查不完', '请把一部分输入拆成另一张决策表');
    return;
  }
  for (const gap of walk.gaps)
    report.error(firstLine, `没有哪一行管这种情况：${gap}`, '请加一行，或放宽已有的行');
  for (const { rows, example } of walk.overlaps.values())
    report.error(
      rows[1].line,
      `UNIQUE 表的两行同时成立：${rows[0].id}、${rows[1].id}，例如 ${example}`,
      '请改其中一行，或把 hitPolicy 改成 FIRST',
    );
  for (const row of table.rows.filter((candidate) => !walk.reached.has(candidate)))
    report.error(
      row.line,
      `行“${row.id}”永远轮不到`,
      '前面的行已经管了它的所有情况，或它的单元格互相矛盾：请删掉它或调整顺序',
    );
}

interface Overlap {
  readonly rows: readonly [Row, Row];
  readonly example: string;
}

interface Walk {
  readonly table: DecisionTable;
  readonly domains: readonly (readonly ValueClass[])[];
  /** Chosen classes, by input. */
  readonly chosen: ValueClass[];
  readonly reached: Set<Row>;
  readonly gaps: string[];
  /** By the names of the two rows. */
  readonly overlaps: Map<string, Overlap>;
  steps: number;
}

function createWalk(table: DecisionTable): Walk {
  const domains = table.inputs.map(({ type }, at) =>
    classesOf(
      type,
      table.rows.flatMap((row) => row.cells[at] ?? []),
    ),
  );
  return {
    table,
    domains,
    chosen: [],
    reached: new Set(),
    gaps: [],
    overlaps: new Map(),
    steps: 0,
  };
}

/** `possible`: rows none of whose cells up to input `at` fails. */
function visit(walk: Walk, at: number, possible: readonly Row[]): void {
  walk.steps += 1;
  if (walk.steps > mostSteps) return;
  if (possible.length === 0) {
    if (walk.gaps.length < gapsNamed) walk.gaps.push(describe(walk));
    return;
  }
  const isSure = (row: Row) => row.cells.slice(at).every((cell) => cell === null);
  if (walk.table.hitPolicy === 'FIRST') {
    const [first] = possible;
    if (first && isSure(first)) {
      walk.reached.add(first);
      return;
    }
  } else if (noteUnique(walk, possible, isSure)) return;
  for (const valueClass of walk.domains[at] ?? []) {
    walk.chosen[at] = valueClass;
    const left = possible.filter((row) => {
      const cell = row.cells[at] ?? null;
      return cell === null || cellHolds(cell, valueClass.value);
    });
    visit(walk, at + 1, left);
  }
  walk.chosen.length = at;
}

/** True where nothing more can happen: one row is left and holds, or two that surely hold have been noted. */
function noteUnique(walk: Walk, possible: readonly Row[], isSure: (row: Row) => boolean): boolean {
  const sure = possible.filter(isSure);
  for (const row of sure) walk.reached.add(row);
  const [first, second] = sure;
  if (first && second) {
    const key = `${first.id}、${second.id}`;
    if (!walk.overlaps.has(key))
      walk.overlaps.set(key, { rows: [first, second], example: describe(walk) });
    return true;
  }
  return sure.length === 1 && possible.length === 1;
}

function describe({ table, chosen }: Walk): string {
  const parts = chosen.flatMap((valueClass, at) => {
    const input = table.inputs[at];
    return input ? [`${input.fact} = ${textOf(valueClass, input)}`] : [];
  });
  return parts.join('，') || '任何情况';
}

function textOf({ low, high, values }: ValueClass, { type }: Input): string {
  const end = (ordinal: number | null) => (ordinal === null ? '' : fromOrdinal(type, ordinal));
  if (values.length > 0) return values.join('/');
  return low === high && low !== null ? String(end(low)) : `${end(low)}..${end(high)}`;
}
