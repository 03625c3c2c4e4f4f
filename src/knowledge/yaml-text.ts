import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Report } from './problem.ts';

/** YAML source inside a file: a whole file, a front matter or a fenced block. */
export interface YamlText {
  readonly text: string;
  /** Line of the file on which `text` begins. */
  readonly firstLine: number;
}

/** A checked value, and the line of the file on which a part of it stands. */
export interface Parsed<T> {
  readonly value: T;
  lineOf(path: readonly PropertyKey[]): number;
}

/** A document that refers to itself more often than this is an attack, not knowledge. */
const maxAliasCount = 20;

/**
 * Parses and checks YAML. What is wrong goes to `report`. Unknown keys are an error, yet the rest is still returned,
 * so that an old revision opens under newer checks; anything else wrong returns `null`.
 */
export function parseYaml<T>(
  source: YamlText,
  schema: z.ZodType<T>,
  report: Report,
): Parsed<T> | null {
  const counter = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: counter });
  const lineAt = (offset: number) =>
    source.firstLine - 1 + Math.max(1, counter.linePos(offset).line);
  for (const error of document.errors)
    report.error(
      lineAt(error.pos[0]),
      'YAML 写法有误',
      `请检查缩进、冒号和引号（${firstLineOf(error.message)}）`,
    );
  const raw = document.errors.length > 0 ? undefined : toPlain(document, source, report);
  if (raw === undefined) return null;
  const lineOf = (path: readonly PropertyKey[]) => lineAt(offsetOf(document, path));
  const value = check(raw, schema, { report, lineOf });
  return value === undefined ? null : { value, lineOf };
}

function firstLineOf(message: string): string {
  return message.split('\n')[0] ?? '';
}

function toPlain(document: Document, source: YamlText, report: Report): unknown {
  try {
    return document.toJS({ maxAliasCount }) as unknown;
  } catch {
    report.error(source.firstLine, 'YAML 里的引用（& 和 *）太多', '请不要使用引用，直接写出内容');
    return undefined;
  }
}

/** The deepest node of the path that exists: a missing key is shown where its parent begins. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

interface CheckContext {
  readonly report: Report;
  lineOf(path: readonly PropertyKey[]): number;
}

function check<T>(raw: unknown, schema: z.ZodType<T>, context: CheckContext): T | undefined {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const { message, remedy } = describeIssue(issue, raw);
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    context.report.error(context.lineOf([...issue.path, ...keys]), message, remedy);
  }
  const unknown = result.error.issues.filter((issue) => issue.code === 'unrecognized_keys');
  if (unknown.length < result.error.issues.length) return undefined;
  const rest = unknown.reduce((value, issue) => without(value, issue.path, issue.keys), raw);
  return schema.safeParse(rest).data;
}

/** A copy of `value` in which the object at `path` lacks `keys`. */
function without(value: unknown, path: readonly PropertyKey[], keys: readonly string[]): unknown {
  const [step, ...rest] = path;
  if (typeof value !== 'object' || value === null) return value;
  if (step === undefined)
    return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
  if (Array.isArray(value))
    return value.map((member: unknown, at) => (at === step ? without(member, rest, keys) : member));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === step ? without(member, rest, keys) : (member as unknown),
    ]),
  );
}

interface Wording {
  readonly message: string;
  readonly remedy: string;
}

const typeNames: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  boolean: 'true 或 false',
  array: '列表（每行以 - 开头）',
  object: '一组“键: 值”',
  record: '一组“键: 值”',
};

function describeIssue(issue: z.core.$ZodIssue, raw: unknown): Wording {
  const place = issue.path.length > 0 ? `“${issue.path.map(String).join('.')}”` : '这里';
  switch (issue.code) {
    case 'unrecognized_keys':
      return {
        message: `${place}有不认识的键：${issue.keys.join('、')}`,
        remedy: '请删掉它，或改成说明里的键名',
      };
    case 'invalid_type':
      return valueAt(raw, issue.path) === undefined
        ? {
            message: `缺少${place}`,
            remedy: `请补上，应为${typeNames[issue.expected] ?? issue.expected}`,
          }
        : {
            message: `${place}的类型不对`,
            remedy: `应为${typeNames[issue.expected] ?? issue.expected}`,
          };
    case 'invalid_value':
      return {
        message: `${place}的值不在可选范围内`,
        remedy: `可以写：${issue.values.map(String).join('、')}`,
      };
    case 'custom':
      return { message: `${place}写得不对`, remedy: issue.message };
    default:
      return { message: `${place}写得不对`, remedy: issue.message };
  }
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    raw,
  );
}
