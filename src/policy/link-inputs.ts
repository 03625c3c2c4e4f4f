import type { Input, InputSource, Presumption } from './decision-table.ts';
import { type FactType, isOfType } from './fact-type.ts';
import type { LinkContext } from './link-context.ts';
import { parseCell } from './parse-cell.ts';
import type { InputFile } from './table-file.ts';

/** The inputs with their types; one that is wrong is reported and read as a yes or no, so that the rest can be checked. */
export function linkInputs(context: LinkContext): readonly Input[] {
  const { file, report, lineOf } = context.draft;
  const seen = new Set<string>();
  return file.inputs.map((input, at) => {
    const line = lineOf(['inputs', at]);
    if (seen.has(input.fact)) report.error(line, `输入“${input.fact}”重复`, '请删掉一处');
    seen.add(input.fact);
    const type = typeOf(input, context);
    if (typeof type === 'string') report.error(line, `输入“${input.fact}”：${type}`, inputRemedy);
    const sound: FactType = typeof type === 'string' ? { kind: 'boolean' } : type;
    return {
      fact: input.fact,
      type: sound,
      source: sourceOf(input, sound, { context, line }),
      line,
    };
  });
}

const inputRemedy =
  '写 type（enum 要有 values），或 daysSince，或 decision 和 outcome，三种里只能选一种';

/** The type, or what is wrong. */
function typeOf(input: InputFile, context: LinkContext): FactType | string {
  if (input.decision !== undefined) return typeOfDecision(input, context);
  if (input.outcome !== undefined || input.given !== undefined)
    return 'outcome 和 given 只能和 decision 一起写';
  if (input.daysSince !== undefined)
    return input.type === undefined && input.values === undefined && input.presume === undefined
      ? { kind: 'integer' }
      : '写了 daysSince 就是整数，不用再写别的';
  if (input.type === undefined) return '没有写类型';
  if (input.type !== 'enum')
    return input.values === undefined ? { kind: input.type } : '只有 enum 可以写 values';
  return input.values === undefined ? 'enum 没有写 values' : { kind: 'enum', values: input.values };
}

function typeOfDecision(input: InputFile, { tables }: LinkContext): FactType | string {
  const { decision = '', outcome = '' } = input;
  if (input.type !== undefined || input.values !== undefined || input.daysSince !== undefined)
    return '写了 decision，类型就由那张表决定';
  const values = [...(tables.get(decision)?.outcomes.get(outcome) ?? [])];
  if (values.length === 0) return `“${decision}”不是每一行都给出“${outcome}”`;
  if (values.every((value) => typeof value === 'boolean')) return { kind: 'boolean' };
  if (values.every((value) => typeof value === 'number')) return { kind: 'integer' };
  return values.every((value) => typeof value === 'string')
    ? { kind: 'enum', values }
    : `“${outcome}”的类型不一致`;
}

interface InputPlace {
  readonly context: LinkContext;
  readonly line: number;
}

function sourceOf(input: InputFile, type: FactType, place: InputPlace): InputSource {
  const { decision, outcome = '', given = {}, daysSince } = input;
  if (decision !== undefined) {
    checkGiven(input, place);
    return { kind: 'decision', decision, outcome, given };
  }
  if (daysSince !== undefined) return { kind: 'days-since', date: daysSince };
  return {
    kind: 'fact',
    asks: input.ask ?? input.fact,
    presume: presumptionOf(input, type, place),
  };
}

/** What is given to another table must be one of its inputs, with a value that this can have. */
function checkGiven({ decision = '', given = {} }: InputFile, { context, line }: InputPlace): void {
  const inputs = context.tables.get(decision)?.inputs ?? [];
  for (const [name, value] of Object.entries(given)) {
    const input = inputs.find(({ fact }) => fact === name);
    if (!input || input.source.kind === 'decision' || !isOfType(input.type, value))
      context.draft.report.error(
        line,
        `given 里的“${name}: ${value}”不合“${decision}”的输入`,
        '请写那张表里由顾客或订单告诉的输入，以及它可以有的值',
      );
  }
}

function presumptionOf(
  { presume, fact }: InputFile,
  type: FactType,
  { context, line }: InputPlace,
): Presumption | null {
  if (presume === undefined) return null;
  const { report, file } = context.draft;
  if (!isOfType(type, presume.value))
    report.error(line, `“${fact}”的 presume 不是它的值`, '请改成这个输入可以有的值');
  const when = Object.entries(presume.when).flatMap(([other, text]) => {
    const input = file.inputs.find((candidate) => candidate.fact === other);
    const otherType = input ? typeOf(input, context) : '没有这个输入';
    const parsed = typeof otherType === 'string' ? null : parseCell(text, otherType);
    if (parsed?.kind === 'cell') return parsed.cell ? [{ fact: other, cell: parsed.cell }] : [];
    const fault = parsed?.fault.message ?? '没有这个输入';
    report.error(line, `“${fact}”的 presume.when 里“${other}”：${fault}`, '请检查输入名和单元格');
    return [];
  });
  return { value: presume.value, when };
}
