import type { Heading, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Report } from './problem.ts';
import type { YamlText } from './yaml-text.ts';

/** What stands under one `## heading {#id}`. */
export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly line: number;
  readonly blocks: readonly RootContent[];
}

export interface MarkdownText {
  /** `null` where the file has none. */
  readonly frontMatter: YamlText | null;
  readonly sections: readonly Section[];
}

const headingWithId = /^(?<heading>.*?)\s*\{#(?<id>[^}]*)\}\s*$/s;
const slug = /^[a-z0-9][a-z0-9-]{0,95}$/;

/** Splits a knowledge file into its front matter and its sections. */
export function parseMarkdown(text: string, report: Report): MarkdownText {
  const { frontMatter, body } = splitFrontMatter(text);
  if (!frontMatter)
    report.error(1, '文件开头缺少说明部分', '第一行写 ---，然后写 title 等内容，再用一行 --- 结束');
  const sections: Section[] = [];
  let blocks: RootContent[] | null = null;
  for (const block of fromMarkdown(body).children) {
    if (block.type === 'heading' && block.depth <= 2) {
      blocks = [];
      openSection(block, blocks, { body, sections, report });
    } else if (blocks) blocks.push(block);
    else report.error(lineOf(block), '这段内容不在任何标题下面', '请移到一个“## 标题 {#编号}”下面');
  }
  return { frontMatter, sections };
}

/** The body keeps the front matter's lines, emptied, so that positions are lines of the file. */
function splitFrontMatter(text: string): { frontMatter: YamlText | null; body: string } {
  const match = /^---\n(.*?)\n?---(?:\n|$)/s.exec(text);
  if (!match) return { frontMatter: null, body: text };
  const lines = match[0].split('\n').length - 1;
  return {
    frontMatter: { text: match[1] ?? '', firstLine: 2 },
    body: '\n'.repeat(lines) + text.slice(match[0].length),
  };
}

interface SectionContext {
  readonly body: string;
  readonly sections: Section[];
  readonly report: Report;
}

function openSection(heading: Heading, blocks: RootContent[], context: SectionContext): void {
  const { body, sections, report } = context;
  const line = lineOf(heading);
  const source = body
    .slice(startOf(heading), endOf(heading))
    .replace(/^#+\s*/, '')
    .trim();
  const match = headingWithId.exec(source);
  const id = match?.groups?.['id'] ?? '';
  if (heading.depth === 1) report.error(line, '标题要用两个井号', `请改成“## ${source}”`);
  else if (!match)
    report.error(line, `标题“${source}”没有编号`, '请在标题末尾加上编号，例如 {#return-window}');
  else if (!slug.test(id))
    report.error(
      line,
      `编号“${id}”写法不对`,
      '编号只能用小写字母、数字和连字符，例如 return-window',
    );
  else if (!match.groups?.['heading']) report.error(line, '标题是空的', '请在编号前面写上标题');
  else sections.push({ id, heading: match.groups['heading'], line, blocks });
}

/** Line of the file on which a node begins. */
export function lineOf(node: RootContent): number {
  return node.position?.start.line ?? 1;
}

function startOf(node: RootContent): number {
  return node.position?.start.offset ?? 0;
}

function endOf(node: RootContent): number {
  return node.position?.end.offset ?? 0;
}

/** HTML in a file is shown as the letters it is made of, which nobody wants to read. */
export function warnOfHtml(blocks: readonly RootContent[], report: Report): void {
  for (const block of blocks)
    if (
      block.type === 'html' ||
      ('children' in block && block.children.some((child) => child.type === 'html'))
    )
      report.warn(lineOf(block), '这里有 HTML，会原样当作文字显示', '请改成普通文字');
}
