import type { List, Nodes, RootContent } from 'mdast';

/** Blocks as plain text: a line for each paragraph or list entry. Nothing in it is markup any more; HTML stays the letters it is. */
export function plainText(blocks: readonly RootContent[]): string {
  return blocks.flatMap(linesOf).join('\n');
}

function linesOf(block: RootContent): readonly string[] {
  switch (block.type) {
    case 'list':
      return listLines(block);
    case 'blockquote':
      return block.children.flatMap(linesOf);
    case 'code':
    case 'html':
      return block.value.split('\n');
    case 'thematicBreak':
    case 'definition':
      return [];
    default:
      return inlineText(block).split('\n');
  }
}

function listLines(list: List): readonly string[] {
  return list.children.flatMap((entry, at) => {
    const mark = list.ordered ? `${(list.start ?? 1) + at}. ` : '· ';
    const [first = '', ...rest] = entry.children.flatMap(linesOf);
    return [mark + first, ...rest];
  });
}

/** Text of a paragraph or heading. A line wrapped in the file is one line for the reader. */
export function inlineText(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'text') return unwrap(node.value);
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(inlineText).join('') : '';
}

/** Between two Chinese characters a wrapped line has no space; elsewhere it has one. */
function unwrap(text: string): string {
  return text.replace(/([^\n])[ \t]*\n[ \t]*(?=(.))/gu, (_whole, before: string, after: string) =>
    isWide(before) || isWide(after) ? before : `${before} `,
  );
}

function isWide(character: string): boolean {
  return /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’…—]/u.test(character);
}
