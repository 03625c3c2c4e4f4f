import { type Problem, reportTo } from '../knowledge/problem.ts';
import type { DecisionTable, Input } from './decision-table.ts';
import { isSameType } from './fact-type.ts';

/** A fact has one meaning in all tables: one type, asked for in one way, never also the decision of a table. */
export function checkFactNames(tables: readonly DecisionTable[], problems: Problem[]): void {
  const dates = new Set(tables.flatMap(datesOf));
  const inputs = tables.flatMap((table) => table.inputs.map((input) => ({ input, table })));
  for (const [at, { input, table }] of inputs.entries()) {
    const report = reportTo(problems, table.file);
    if (dates.has(input.fact))
      report.error(
        input.line,
        `“${input.fact}”已经用来数天数，不能再作输入`,
        '请改用数出来的天数，或换一个名字',
      );
    const first = inputs.find(({ input: other }) => other.fact === input.fact);
    if (first && inputs.indexOf(first) < at && !isSame(first.input, input))
      report.error(
        input.line,
        `输入“${input.fact}”和 ${first.table.file} 里的写法不一样`,
        '同一个名字在所有表里要写得一样（类型、取值、ask、presume），请改成一致，或换一个名字',
      );
  }
}

/** What alone stood in the way is a fact that somebody tells, or days that are counted: in this table or above it. */
export function checkNearMisses(tables: readonly DecisionTable[], problems: Problem[]): void {
  const told = tables
    .flatMap(({ inputs }) => inputs)
    .flatMap(({ fact, source }) => (source.kind === 'decision' ? [] : [fact]));
  const named = tables.flatMap(nearMissesOf).filter(({ fact }) => !told.includes(fact));
  for (const { file, line, fact } of named)
    reportTo(problems, file).error(
      line,
      `nearMiss 里的“${fact}”不是任何一张表的输入`,
      '请改成由顾客或订单告诉的输入，或删掉',
    );
}

function nearMissesOf({ file, rows }: DecisionTable) {
  return rows.flatMap(({ line, verdict }) =>
    verdict.kind === 'says' ? verdict.nearMiss.map(({ fact }) => ({ file, line, fact })) : [],
  );
}

function datesOf({ inputs }: DecisionTable): readonly string[] {
  return inputs.flatMap(({ source }) => (source.kind === 'days-since' ? [source.date] : []));
}

/** Two tables may decide an input upon other facts given; what is told is the same everywhere. */
function isSame(a: Input, b: Input): boolean {
  if (a.source.kind === 'decision' || b.source.kind === 'decision')
    return a.source.kind === b.source.kind;
  return isSameType(a.type, b.type) && JSON.stringify(a.source) === JSON.stringify(b.source);
}
