import type { FaqEntry } from '../../src/knowledge/faq-entry.ts';
import type { Revision } from '../../src/knowledge/revision.ts';
import { createSeededRandom } from '../../src/nlu/linear/seeded-random.ts';
import { wordingsOf } from '../../src/search/faq-index.ts';
import { createTypist } from './one-typo.ts';

/** A wording that its entry does not know, as it is written and with one typo. */
export interface LeftOut {
  readonly entry: FaqEntry;
  readonly clean: string;
  readonly typed: string;
}

/** The revision without every `parts`th wording of each entry, beginning at `part`, and what was left out. */
export function leaveOut(
  revision: Revision,
  { part, parts }: { readonly part: number; readonly parts: number },
): { readonly revision: Revision; readonly leftOut: readonly LeftOut[] } {
  const type = createTypist();
  const isLeftOut = (at: number) => at % parts === part;
  const leftOut = revision.entries.flatMap((entry, place) =>
    wordingsOf(entry).flatMap((clean, at) => {
      if (!isLeftOut(at)) return [];
      const random = createSeededRandom(1000 * place + at + 1);
      return { entry, clean, typed: type(clean, random) };
    }),
  );
  const entries = revision.entries.map((entry) => {
    const [question = '', ...variants] = wordingsOf(entry).filter((_, at) => !isLeftOut(at));
    return { ...entry, question, variants };
  });
  return { revision: { ...revision, entries }, leftOut };
}
