import type { Cell, CellTest } from './cell.ts';
import type { FactValue } from './decision.ts';
import { type FactType, isOfType, isOrdered, ordinalOf } from './fact-type.ts';

export interface CellFault {
  /** Place in the text of the cell, from 1. */
  readonly at: number;
  readonly message: string;
  readonly remedy: string;
}

export type ParsedCell =
  | { readonly kind: 'cell'; readonly cell: Cell | null }
  | { readonly kind: 'fault'; readonly fault: CellFault };

/**
 * Reads one cell for an input of the given type:
 *
 *     cell  := '-' | 'not' '(' tests ')' | tests
 *     tests := test (',' test)*
 *     test  := value | ('<' | '<=' | '>' | '>=' | '=') value | range | '[' tests ']'
 *     range := ('[' | '(') value '..' value (']' | ')')
 */
export function parseCell(text: string, type: FactType): ParsedCell {
  if (text.trim() === '-') return { kind: 'cell', cell: null };
  const reader: Reader = { tokens: [], next: 0, type, figures: [], end: text.length + 1 };
  try {
    reader.tokens.push(...tokenise(text));
    const isNegated = take(reader, 'not');
    if (isNegated) demand(reader, '(');
    const tests = readTests(reader);
    if (isNegated) demand(reader, ')');
    const left = reader.tokens[reader.next];
    if (left) throw new CellSyntaxError(left.at, `“${left.text}”多余`, cellRemedy);
    return { kind: 'cell', cell: { text, isNegated, tests, figures: reader.figures } };
  } catch (error) {
    if (!(error instanceof CellSyntaxError)) throw error;
    const { at, message, remedy } = error;
    return { kind: 'fault', fault: { at, message, remedy } };
  }
}

const cellRemedy = '可以写：-、一个值、用逗号隔开的几个值、not(…)、<= 7、[8..15]，写法见 README.md';

class CellSyntaxError extends Error {
  readonly at: number;
  readonly remedy: string;

  constructor(at: number, message: string, remedy: string) {
    super(message);
    this.at = at;
    this.remedy = remedy;
  }
}

interface Token {
  readonly text: string;
  /** From 1. */
  readonly at: number;
}

interface Reader {
  readonly tokens: Token[];
  next: number;
  readonly type: FactType;
  readonly figures: number[];
  /** Place behind the last character. */
  readonly end: number;
}

const tokenPattern = /\s*(\.\.|<=|>=|[<>=,()[\]]|-?[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*|\S)/uy;

function tokenise(text: string): readonly Token[] {
  const pattern = new RegExp(tokenPattern);
  const tokens: Token[] = [];
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const token = match[1] ?? '';
    tokens.push({ text: token, at: match.index + match[0].length - token.length + 1 });
  }
  return tokens;
}

function readTests(reader: Reader): readonly CellTest[] {
  const tests = [...readTest(reader)];
  while (take(reader, ',')) tests.push(...readTest(reader));
  return tests;
}

function readTest(reader: Reader): readonly CellTest[] {
  const comparison = comparisons.find((operator) => take(reader, operator));
  if (comparison) return [compare(comparison, readOrdinal(reader))];
  if (take(reader, '(')) return [readRange(reader, 1)];
  if (!take(reader, '[')) return [is(readValue(reader))];
  if (reader.tokens[reader.next + 1]?.text === '..') return [readRange(reader, 0)];
  const tests = readTests(reader);
  demand(reader, ']');
  return tests;
}

const comparisons = ['<=', '>=', '<', '>', '='] as const;

function compare(operator: (typeof comparisons)[number], ordinal: number): CellTest {
  switch (operator) {
    case '<':
      return { kind: 'within', low: null, high: ordinal - 1 };
    case '<=':
      return { kind: 'within', low: null, high: ordinal };
    case '>':
      return { kind: 'within', low: ordinal + 1, high: null };
    case '>=':
      return { kind: 'within', low: ordinal, high: null };
    case '=':
      return { kind: 'within', low: ordinal, high: ordinal };
    default:
      return operator satisfies never;
  }
}

/** Behind the opening bracket; `lowGap` is 1 where the lower bound is left out. */
function readRange(reader: Reader, lowGap: 0 | 1): CellTest {
  const at = reader.tokens[reader.next]?.at ?? reader.end;
  const low = readOrdinal(reader) + lowGap;
  demand(reader, '..');
  const high = readOrdinal(reader);
  const highGap = take(reader, ')') ? 1 : 0;
  if (highGap === 0) demand(reader, ']');
  if (low > high - highGap)
    throw new CellSyntaxError(at, '这个范围里没有任何值', '请检查两端的大小');
  return { kind: 'within', low, high: high - highGap };
}

function is(value: FactValue | { readonly ordinal: number }): CellTest {
  return typeof value === 'object'
    ? { kind: 'within', low: value.ordinal, high: value.ordinal }
    : { kind: 'is', value };
}

function readOrdinal(reader: Reader): number {
  const { at } = reader.tokens[reader.next] ?? { at: reader.end };
  const value = readValue(reader);
  if (typeof value === 'object') return value.ordinal;
  throw new CellSyntaxError(at, '这里不能比大小', '只有整数和日期可以比大小，请直接写出值');
}

function readValue(reader: Reader): FactValue | { readonly ordinal: number } {
  const { type } = reader;
  const token = reader.tokens[reader.next];
  if (!token) throw new CellSyntaxError(reader.end, '少了一个值', cellRemedy);
  reader.next += 1;
  const value = literalOf(token.text, type);
  if (!isOfType(type, value))
    throw new CellSyntaxError(token.at, `“${token.text}”不是这个输入的值`, typeRemedy(type));
  if (typeof value === 'number') reader.figures.push(value);
  return isOrdered(type) ? { ordinal: ordinalOf(value) } : value;
}

function literalOf(text: string, type: FactType): FactValue {
  if (type.kind === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (type.kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function typeRemedy(type: FactType): string {
  switch (type.kind) {
    case 'boolean':
      return '可以写：true、false';
    case 'integer':
      return '请写整数，例如 7';
    case 'date':
      return '请写日期，例如 2024-07-01';
    case 'enum':
      return `可以写：${type.values.join('、')}`;
    default:
      return type satisfies never;
  }
}

function take(reader: Reader, text: string): boolean {
  if (reader.tokens[reader.next]?.text !== text) return false;
  reader.next += 1;
  return true;
}

function demand(reader: Reader, text: string): void {
  if (take(reader, text)) return;
  const token = reader.tokens[reader.next];
  const found = token ? `，写的是“${token.text}”` : '';
  throw new CellSyntaxError(token?.at ?? reader.end, `这里应当是“${text}”${found}`, cellRemedy);
}
