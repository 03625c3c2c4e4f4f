import { type Problem, reportTo } from './problem.ts';

/** A reply as agents write them, and the rule that it breaks; `sound`: it breaks none. */
export interface GuardLine {
  readonly text: string;
  readonly label: string;
  /** The rules were written with it at hand: that they find it says nothing of what they find elsewhere. */
  readonly isOfRules: boolean;
}

/** Of replies that may go out. */
export const soundLabel = 'sound';

/** `guard/lines/contact.txt`, or `guard/lines/contact-hints.txt`: a reply a line, of the rule that the name begins with. */
const linesPath = /^guard\/lines\/([a-z][a-z_]*)(?:-([a-z0-9_]+))?\.txt$/;
/** The part of a name behind the rule that marks lines which the rules were written with. */
const ofRules = 'rules';

/** The lines that a shop's judge learns from, in the order of their files. A line that begins with `# ` is a remark. */
export function guardLinesOf(files: ReadonlyMap<string, string>): readonly GuardLine[] {
  return [...files].flatMap(([path, text]) => {
    const [, label, part] = linesPath.exec(path) ?? [];
    if (label === undefined) return [];
    return text
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('# '))
      .map((line) => ({ text: line, label, isOfRules: part === ofRules }));
  });
}

/** Reports files of rules that there are not, and names that nobody would read. */
export function checkGuardLines(
  files: ReadonlyMap<string, string>,
  rules: ReadonlySet<string>,
  problems: Problem[],
): void {
  for (const path of files.keys()) {
    if (!path.startsWith('guard/lines/') || !path.endsWith('.txt')) continue;
    const label = linesPath.exec(path)?.[1];
    if (label === undefined)
      reportTo(problems, path).error(
        1,
        '文件名认不出来，里面的话不会被学到',
        '写成“规则编号.txt”或“规则编号-说明.txt”，说明里只用小写字母、数字和下划线',
      );
    if (label === undefined || label === soundLabel || rules.has(label)) continue;
    reportTo(problems, path).error(
      1,
      `没有编号是“${label}”的规则`,
      '文件名以规则的编号开头；可以发的话写在 sound 开头的文件里',
    );
  }
}
