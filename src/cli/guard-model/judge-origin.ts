import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashJson, sha256 } from '../../kernel/hash.ts';
import type { Revision } from '../../knowledge/revision.ts';
import type { Origin } from '../../nlu/intent-model.ts';

const sources = join(import.meta.dirname, '..', '..');
/** All code that has a say in what a judge becomes. */
const makers = ['assist/guard', 'nlu'];
const readers = ['knowledge/guard-file.ts', 'knowledge/guard-lines.ts'];

/** Where the judge of a shop is kept. */
export const judgeFile = (directory: string) => join(directory, 'guard.model');

/** What a judge of this revision would be made from, by this program, today. */
export function judgeOriginOf({ files }: Pick<Revision, 'files'>): Origin {
  const own = [...files].filter(([path]) => path.startsWith('guard'));
  const made = makers.flatMap((folder) =>
    readdirSync(join(sources, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .map((name) => join(folder, name)),
  );
  const code = [...made, ...readers, '../package-lock.json'].map((path) =>
    sha256(readFileSync(join(sources, path))),
  );
  return { examples: hashJson(own.map(([path, text]) => [path, text])), code: hashJson(code) };
}
