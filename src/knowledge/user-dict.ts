import type { Report } from './problem.ts';

const longestWord = 20;

/** Reads `lexicon/user-dict.txt`, `other-shops.txt` or `own-names.txt`: one word a line, `#` begins a comment. */
export function parseUserDict(text: string, report: Report): readonly string[] {
  const words = new Set<string>();
  for (const [at, raw] of text.split('\n').entries()) {
    const word = raw.replace(/#.*$/, '').trim();
    if (word === '') continue;
    const length = [...word].length;
    if (/\s/.test(word)) report.error(at + 1, `“${word}”中间有空格`, '请每行只写一个词');
    else if (length < 2 || length > longestWord)
      report.error(at + 1, `“${word}”长度不对`, `每个词 2 到 ${longestWord} 个字`);
    else if (words.has(word)) report.warn(at + 1, `“${word}”重复`, '请删掉一行');
    else words.add(word);
  }
  return [...words];
}
