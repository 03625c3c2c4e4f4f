import type { RootContent } from 'mdast';
import { z } from 'zod';
import { type ClauseId, type EntryId, parseClauseId, parseEntryId } from '../kernel/ids.ts';
import type { Clause } from './clause.ts';
import { lineOf, parseMarkdown, type Section, warnOfHtml } from './markdown-text.ts';
import { inlineText, plainText } from './plain-text.ts';
import type { Report } from './problem.ts';
import { parseYaml } from './yaml-text.ts';

/** A question that shoppers ask, the ways they put it, and its reviewed answer. */
export interface FaqEntry {
  readonly id: EntryId;
  readonly question: string;
  /** 相似问. */
  readonly variants: readonly string[];
  /** Plain text without citation marks. */
  readonly answer: string;
  /** In the order of their first mark. */
  readonly citations: readonly ClauseId[];
  readonly file: string;
  readonly line: number;
}

/** Fewer wordings than this and the search misses too much. */
const fewestVariants = 4;
/** A chat bubble on a phone shows about this much without scrolling. */
const longestAnswer = 120;
/** Where the platform's rule and the law differ, both must be told. */
const longestAnswerWithLaw = 200;
const longestQuestion = 60;

const frontMatter = z.strictObject({ title: z.string().min(1, '不能为空') });
const mark = /[ \t]*\[\^([^\]\s]*)\][ \t]*/g;

/** Reads one file of `faq/`. */
export function parseFaq(
  text: string,
  clauses: ReadonlyMap<ClauseId, Clause>,
  report: Report,
): readonly FaqEntry[] {
  const markdown = parseMarkdown(text, report);
  if (markdown.frontMatter) parseYaml(markdown.frontMatter, frontMatter, report);
  return markdown.sections.flatMap((section) => parseEntry(section, clauses, report) ?? []);
}

function parseEntry(
  section: Section,
  clauses: ReadonlyMap<ClauseId, Clause>,
  report: Report,
): FaqEntry | null {
  const id = parseEntryId(section.id);
  const [first, ...rest] = section.blocks;
  const hasVariants = first?.type === 'list' && !first.ordered;
  const variants = hasVariants ? parseVariants(first, report) : [];
  const body = hasVariants ? rest : section.blocks;
  const marked = plainText(body);
  const citations = parseCitations(body, clauses, report);
  const answer = marked.replace(mark, '').trim();
  if ([...section.heading].length > longestQuestion)
    report.error(section.line, '标准问太长', `请缩短到 ${longestQuestion} 个字以内`);
  if (variants.length < fewestVariants)
    report.warn(
      section.line,
      `“${section.heading}”只有 ${variants.length} 个相似问`,
      `请写到至少 ${fewestVariants} 个，用不同的说法`,
    );
  warnOfHtml(body, report);
  checkAnswer({ section, answer, marked, citations, clauses, report });
  if (!id || answer === '') return null;
  return {
    id,
    question: section.heading,
    variants,
    answer,
    citations,
    file: report.file,
    line: section.line,
  };
}

function parseVariants(list: RootContent, report: Report): readonly string[] {
  if (list.type !== 'list') return [];
  return list.children.flatMap((entry) => {
    const text = entry.children.map(inlineText).join('').trim();
    if (text === '') report.warn(lineOf(entry), '有一个空的相似问', '请删掉这一行');
    else if ([...text].length > longestQuestion)
      report.error(lineOf(entry), '相似问太长', `请缩短到 ${longestQuestion} 个字以内`);
    return text === '' ? [] : [text];
  });
}

function parseCitations(
  blocks: readonly RootContent[],
  clauses: ReadonlyMap<ClauseId, Clause>,
  report: Report,
): readonly ClauseId[] {
  const found = new Set<ClauseId>();
  for (const block of blocks)
    for (const [, name = ''] of plainText([block]).matchAll(mark)) {
      const id = parseClauseId(name);
      if (id && clauses.has(id)) found.add(id);
      else
        report.error(
          lineOf(block),
          `引用的条款“${name}”不存在`,
          '请检查编号，或先在 clauses/ 里写上这条',
        );
    }
  return [...found];
}

interface AnswerCheck {
  readonly section: Section;
  readonly answer: string;
  readonly marked: string;
  readonly citations: readonly ClauseId[];
  readonly clauses: ReadonlyMap<ClauseId, Clause>;
  readonly report: Report;
}

function checkAnswer({ section, answer, marked, citations, clauses, report }: AnswerCheck): void {
  const { line } = section;
  if (answer === '') {
    report.error(line, `“${section.heading}”没有答案`, '请在相似问下面写上答案');
    return;
  }
  if (!/\[\^/.test(marked))
    report.error(
      line,
      `“${section.heading}”的答案没有标出条款`,
      '请在说规则的句子后面加上 [^条款编号]',
    );
  const tiers = new Set(citations.map((id) => clauses.get(id)?.source.tier));
  const limit = tiers.has('law') && tiers.size > 1 ? longestAnswerWithLaw : longestAnswer;
  const length = [...answer].length;
  if (length > limit)
    report.error(
      line,
      `“${section.heading}”的答案有 ${length} 个字`,
      `请缩短到 ${limit} 个字以内，细节放在条款里`,
    );
  for (const sentence of unmarkedFigures(marked))
    report.warn(
      line,
      `“${sentence}”说到了数字，却没有标出条款`,
      '如果这是规则，请在句末加上 [^条款编号]',
    );
}

/** Sentences with a period or an amount but no mark behind them. */
function unmarkedFigures(marked: string): readonly string[] {
  const sentences = marked.match(/[^。！？\n]+[。！？]?(?:\[\^[^\]]*\])*/g) ?? [];
  return sentences.filter(
    (sentence) =>
      /[\d一二三四五六七八九十百]+\s*(?:天|日|个工作日|小时|个月|年|元|%|倍)/.test(sentence) &&
      !sentence.includes('[^'),
  );
}
