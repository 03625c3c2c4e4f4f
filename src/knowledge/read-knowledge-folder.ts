import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Problem, type Report, reportTo } from './problem.ts';
import { isKnowledgePath } from './revision.ts';

export interface FolderReading {
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

const largestFileBytes = 1024 * 1024;
const mostFiles = 500;
/** Guides for people, and what editors and systems leave behind. */
const ignored = /^(?:README.*|\..*|.*~|#.*#|.*\.(?:swp|swo|tmp|bak|orig))$/i;

/** Reads the files of the folder that make a revision. Links are not followed. Fails only where the folder itself cannot be read. */
export async function readKnowledgeFolder(directory: string): Promise<FolderReading> {
  const problems: Problem[] = [];
  const files = new Map<string, string>();
  const found = await listFiles(directory);
  for (const { path, isLink } of found.slice(0, mostFiles)) {
    const report = reportTo(problems, path);
    if (isLink) report.warn(1, '这是一个链接，没有使用', '请把文件本身放进来');
    else if (!isKnowledgePath(path))
      report.warn(1, '不认识的文件，没有使用', '请检查文件名和所在的文件夹');
    else {
      const text = await readText(join(directory, path), report);
      if (text !== null) files.set(path, text);
    }
  }
  const extra = found[mostFiles];
  if (extra)
    reportTo(problems, extra.path).error(
      1,
      `文件太多，超过 ${mostFiles} 个`,
      '请合并文件，或删掉不用的文件',
    );
  return { files, problems };
}

interface FoundFile {
  /** Inside the folder, with `/`. */
  readonly path: string;
  readonly isLink: boolean;
}

async function listFiles(directory: string): Promise<readonly FoundFile[]> {
  const found = await readdir(directory, { withFileTypes: true, recursive: true });
  return found
    .filter((dirent) => !dirent.isDirectory())
    .map((dirent) => ({
      path: relative(directory, join(dirent.parentPath, dirent.name)).replaceAll('\\', '/'),
      isLink: !dirent.isFile(),
    }))
    .filter(({ path }) => !path.split('/').some((part) => ignored.test(part)))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Windows editors write a mark at the beginning and CR LF at line ends: both mean nothing here. */
async function readText(path: string, report: Report): Promise<string | null> {
  const { size } = await stat(path);
  if (size > largestFileBytes) {
    report.error(1, '文件太大，超过 1 MiB', '请拆成几个文件');
    return null;
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    return text.replaceAll('\r\n', '\n').normalize('NFC');
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    report.error(1, '文件不是 UTF-8 编码', '请在编辑器里选择“另存为”，编码选 UTF-8');
    return null;
  }
}
