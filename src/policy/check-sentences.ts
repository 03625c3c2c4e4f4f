import type { Input, Saying } from './decision-table.ts';
import type { LinkContext, RowInTable } from './link-context.ts';
import { daysOver, lastDay, placeholdersIn } from './placeholder.ts';

/**
 * The sentences of a row may name what is known where it holds: facts its cells ask for, its own outcomes, the reasons
 * of the tables it leans on, and the end of its period. A figure stands in the outcome, never in a sentence.
 */
export function checkSentences(context: LinkContext, placed: RowInTable, saying: Saying): void {
  const { row, at } = placed;
  const { report, lineOf } = context.draft;
  const allowed = allowedIn(placed, saying);
  const check = (path: readonly PropertyKey[], text: string, names: readonly string[]) => {
    const line = lineOf(['rows', at, ...path]);
    const offer = `这里可以用：${names.map((name) => `{${name}}`).join('、') || '没有占位符'}`;
    for (const name of placeholdersIn(text))
      if (!names.includes(name)) report.error(line, `不认识占位符 {${name}}`, offer);
    const plain = placeholdersIn(text).reduce((rest, name) => rest.replace(`{${name}}`, ''), text);
    if (/[{}]/.test(plain)) report.error(line, '花括号不成对，或里面的名字不对', offer);
    if (/\d/.test(plain))
      report.error(line, '句子里直接写了数字', `请把数字写进 outcome，再用占位符。${offer}`);
  };
  check(['reason'], row.reason ?? '', allowed);
  for (const { fact, text } of saying.nearMiss)
    check(['nearMiss', fact], text, [...allowed, daysOver]);
}

function allowedIn({ inputs, cells }: RowInTable, { outcome }: Saying): readonly string[] {
  const asked = inputs.filter((_, place) => (cells[place] ?? null) !== null);
  const hasPeriod =
    outcome.has('window_days') && asked.some(({ source }) => source.kind === 'days-since');
  return [
    ...asked.filter(isNumber).map(({ fact }) => fact),
    ...[...outcome].flatMap(([name, cell]) =>
      cell.kind === 'value' && typeof cell.value === 'number' ? [name] : [],
    ),
    ...inputs.filter(isSubDecision).map(({ fact }) => `${fact}.reason`),
    ...(hasPeriod ? [lastDay] : []),
  ];
}

/** Other values are words of the program. */
function isNumber({ type, source }: Input): boolean {
  return type.kind === 'integer' && source.kind !== 'decision';
}

function isSubDecision({ source }: Input): boolean {
  return source.kind === 'decision';
}
