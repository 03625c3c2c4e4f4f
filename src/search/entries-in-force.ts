import type { Clause } from '../knowledge/clause.ts';
import type { FaqEntry } from '../knowledge/faq-entry.ts';
import type { Revision } from '../knowledge/revision.ts';

type Dated = Pick<Revision, 'entries' | 'clauses'>;

/** Whether a clause is in force on a day (`YYYY-MM-DD`); a side that its source leaves open is open. */
export function isInForce(
  { effectiveFrom, effectiveTo }: Pick<Clause, 'effectiveFrom' | 'effectiveTo'>,
  at: string,
): boolean {
  return (
    (effectiveFrom === null || effectiveFrom <= at) && (effectiveTo === null || at <= effectiveTo)
  );
}

/** The entries that may be told on a day: those whose clauses are all in force. */
function entriesInForce({ entries, clauses }: Dated, at: string): readonly FaqEntry[] {
  return entries.filter(({ citations }) =>
    citations.every((id) => {
      const clause = clauses.get(id);
      return clause === undefined || isInForce(clause, at);
    }),
  );
}

/** What is made of the entries of a day, made once for all days that have the same; without a day, of all entries. */
export function createPeriods<T>(
  revision: Dated,
  make: (entries: readonly FaqEntry[]) => T,
): (at?: string) => T {
  const all = make(revision.entries);
  const made = new Map<string, T>();
  const byDay = new Map<string, T>();
  return (at) => {
    if (at === undefined) return all;
    const known = byDay.get(at);
    if (known !== undefined) return known;
    const entries = entriesInForce(revision, at);
    const key = entries.map(({ id }) => id).join(' ');
    const found =
      entries.length === revision.entries.length ? all : (made.get(key) ?? make(entries));
    made.set(key, found);
    byDay.set(at, found);
    return found;
  };
}
