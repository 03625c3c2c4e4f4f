import { type Problem, type Report, reportTo } from '../knowledge/problem.ts';
import { type Parsed, parseYaml } from '../knowledge/yaml-text.ts';
import { type TableFile, tableFile } from './table-file.ts';

/** A file of `decisions/` that has the right form; its names are not resolved yet. */
export interface TableDraft {
  readonly name: string;
  readonly file: TableFile;
  readonly report: Report;
  lineOf: Parsed<unknown>['lineOf'];
}

const folder = /^decisions\/([^/]+)\.yaml$/;

/** Reads the tables, each behind those it leans on. A table that leans on a broken one is left out with a problem. */
export function readTables(
  files: ReadonlyMap<string, string>,
  problems: Problem[],
): readonly TableDraft[] {
  const drafts = new Map<string, TableDraft>();
  for (const [path, text] of files) {
    const name = folder.exec(path)?.[1];
    const report = reportTo(problems, path);
    const parsed = name === undefined ? null : parseYaml({ text, firstLine: 1 }, tableFile, report);
    if (!parsed || name === undefined) continue;
    if (parsed.value.name !== name)
      report.error(parsed.lineOf(['name']), `name 和文件名不一致`, `请把 name 改成 ${name}`);
    drafts.set(name, { name, file: parsed.value, report, lineOf: parsed.lineOf });
  }
  return inOrder(drafts);
}

interface Reference {
  readonly decision: string;
  readonly path: readonly PropertyKey[];
}

function referencesOf({ inputs, rows }: TableFile): readonly Reference[] {
  return [
    ...inputs.map(({ decision }, at) => ({ decision, path: ['inputs', at, 'decision'] })),
    ...rows.map(({ decision }, at) => ({ decision, path: ['rows', at, 'decision'] })),
  ].flatMap(({ decision, path }) => (decision === undefined ? [] : [{ decision, path }]));
}

function inOrder(drafts: ReadonlyMap<string, TableDraft>): readonly TableDraft[] {
  const sound = new Map<string, boolean>();
  const order: TableDraft[] = [];
  const visit = (draft: TableDraft, above: readonly string[]): boolean => {
    const known = sound.get(draft.name);
    if (known !== undefined) return known;
    const isSound = referencesOf(draft.file)
      .map((reference) => isUsable(reference, draft, [...above, draft.name]))
      .every(Boolean);
    sound.set(draft.name, isSound);
    if (isSound) order.push(draft);
    return isSound;
  };
  const isUsable = ({ decision, path }: Reference, from: TableDraft, above: readonly string[]) => {
    const target = drafts.get(decision);
    const line = from.lineOf(path);
    if (!target)
      from.report.error(line, `决策表“${decision}”不存在或有错误`, '请改成 decisions/ 里的文件名');
    else if (above.includes(decision))
      from.report.error(line, `“${decision}”绕回了自己`, '决策表不能互相依赖，请拆开');
    else return visit(target, above);
    return false;
  };
  for (const draft of drafts.values()) visit(draft, []);
  return order;
}
