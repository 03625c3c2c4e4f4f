import type { Blockquote } from 'mdast';
import { z } from 'zod';
import { type ClauseId, parseClauseId } from '../kernel/ids.ts';
import { dateText } from './date-text.ts';
import { type Fact, parseFacts } from './fact.ts';
import { lineOf, parseMarkdown, type Section, warnOfHtml } from './markdown-text.ts';
import { inlineText, plainText } from './plain-text.ts';
import type { Report } from './problem.ts';
import type { Source } from './source.ts';
import { parseYaml } from './yaml-text.ts';

export type Seller = 'any' | 'self' | 'third_party';

/** One rule as a shopper may read it, with where it stands. */
export interface Clause {
  readonly id: ClauseId;
  readonly title: string;
  /** Plain text with line breaks; never HTML. */
  readonly text: string;
  readonly source: Source;
  /** Line or article of the source document. */
  readonly locator: string;
  readonly seller: Seller;
  /** Set where the rule is another merchant's own. */
  readonly merchant?: string;
  /** `YYYY-MM-DD`, or null where the source does not say. */
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly facts: readonly Fact[];
  readonly file: string;
  readonly line: number;
}

const sellers = ['any', 'self', 'third_party'] as const;

const frontMatter = z.strictObject({
  title: z.string().min(1, '不能为空'),
  source: z.string().min(1, '不能为空'),
  scope: z.strictObject({ seller: z.enum(sellers), merchant: z.string().min(1).optional() }),
  effective: z.strictObject({ from: dateText.nullable(), to: dateText.nullable() }),
});

type FrontMatter = z.infer<typeof frontMatter>;

interface ClauseContext {
  readonly front: FrontMatter;
  readonly sources: ReadonlyMap<string, Source>;
  readonly report: Report;
}

/** Reads one file of `clauses/`. */
export function parseClauses(
  text: string,
  sources: ReadonlyMap<string, Source>,
  report: Report,
): readonly Clause[] {
  const markdown = parseMarkdown(text, report);
  if (!markdown.frontMatter) return [];
  const front = parseYaml(markdown.frontMatter, frontMatter, report);
  if (!front) return [];
  const { source, effective } = front.value;
  if (!sources.has(source))
    report.error(
      front.lineOf(['source']),
      `来源“${source}”不存在`,
      '请改成 sources.yaml 里的编号，或先在那里加上',
    );
  if (effective.from !== null && effective.to !== null && effective.from > effective.to)
    report.error(
      front.lineOf(['effective']),
      '生效日期晚于失效日期',
      '请检查 effective 的 from 和 to',
    );
  return markdown.sections.flatMap(
    (section) => parseClause(section, { front: front.value, sources, report }) ?? [],
  );
}

function parseClause(section: Section, context: ClauseContext): Clause | null {
  const { front, report } = context;
  const id = parseClauseId(section.id);
  const quotes = section.blocks.filter((block) => block.type === 'blockquote');
  const factBlocks = section.blocks.filter(
    (block) => block.type === 'code' && block.lang === 'facts',
  );
  const body = section.blocks.filter(
    (block) => !quotes.some((quote) => quote === block) && !factBlocks.includes(block),
  );
  const text = plainText(body);
  if (text === '')
    report.error(section.line, `条款“${section.id}”没有正文`, '请在标题下面写上正文');
  warnOfHtml(body, report);
  const origin = parseOrigin(quotes, section, context);
  if (!id || !origin || text === '') return null;
  return {
    id,
    title: section.heading,
    text,
    ...origin,
    ...(front.scope.merchant === undefined ? {} : { merchant: front.scope.merchant }),
    effectiveFrom: front.effective.from,
    effectiveTo: front.effective.to,
    facts: factBlocks.flatMap((block) => parseFacts(block, report)),
    file: report.file,
    line: section.line,
  };
}

type Origin = Pick<Clause, 'source' | 'locator' | 'seller'>;

/** The quoted lines under the heading: `出处：` and, where the file's scope does not fit, `适用：`. */
function parseOrigin(
  quotes: readonly Blockquote[],
  section: Section,
  context: ClauseContext,
): Origin | null {
  const { front, sources, report } = context;
  const lines = quotes.flatMap(quotedLines);
  for (const { key, line } of lines)
    if (key !== '出处' && key !== '适用')
      report.error(line, '看不懂这行引用', '引用行只能写“> 出处：…”或“> 适用：…”');
  const place = lines.find(({ key, value }) => key === '出处' && value !== '');
  if (!place) {
    report.error(section.line, `条款“${section.id}”没有写出处`, '请在标题下面加一行“> 出处：…”');
    return null;
  }
  const named = /^([a-z][a-z0-9-]*)\s+(.+)$/.exec(place.value);
  const sourceId = named?.[1] ?? front.source;
  const source = sources.get(sourceId);
  if (!source && named)
    report.error(
      place.line,
      `来源“${sourceId}”不存在`,
      '请改成 sources.yaml 里的编号，或先在那里加上',
    );
  const locator = named?.[2] ?? place.value;
  return source ? { source, locator, seller: parseSeller(lines, context) } : null;
}

function parseSeller(lines: readonly QuotedLine[], { front, report }: ClauseContext): Seller {
  const scope = lines.find(({ key }) => key === '适用');
  if (!scope) return front.scope.seller;
  if (isSeller(scope.value)) return scope.value;
  report.error(scope.line, `“适用”写的是“${scope.value}”`, `可以写：${sellers.join('、')}`);
  return front.scope.seller;
}

function isSeller(text: string): text is Seller {
  return (sellers as readonly string[]).includes(text);
}

interface QuotedLine {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** Each line of a quote is an entry of its own, so line breaks count here. */
function quotedLines(quote: Blockquote): readonly QuotedLine[] {
  return quote.children.flatMap((child) => {
    const first = lineOf(child);
    const raw =
      child.type === 'paragraph'
        ? child.children
            .map((node) => (node.type === 'text' ? node.value : inlineText(node)))
            .join('')
        : inlineText(child);
    return raw.split('\n').map((text, at) => {
      const match = /^\s*([^：:]*?)\s*[：:]\s*(.*?)\s*$/.exec(text);
      return { key: match?.[1] ?? text, value: match?.[2] ?? '', line: first + at };
    });
  });
}
