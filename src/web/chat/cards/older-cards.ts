import type { Entry, Message } from '../transcript.ts';

/** Which cards of the log have a newer one: by message id. */
export interface OlderCards {
  /** Messages whose decision or case has been told anew further down. */
  readonly older: ReadonlySet<string>;
  /** Messages whose card is the newest of several. */
  readonly newest: ReadonlySet<string>;
}

/**
 * A case is known by its number. A decision belongs to its dialog until a case has been opened upon it: what is
 * decided there afterwards is another matter.
 */
export function findOlderCards(entries: readonly Entry[]): OlderCards {
  const latest = new Map<string, string>();
  const decided = new Map<string, string | null>();
  const older = new Set<string>();
  const succeeding = new Set<string>();
  for (const entry of entries) {
    if (entry.kind !== 'message') continue;
    const key = matterOf(entry);
    if (key === null) continue;
    const before = latest.get(key);
    if (before !== undefined) {
      older.add(before);
      succeeding.add(entry.id);
    }
    latest.set(key, entry.id);
    if (entry.case === null) decided.set(key, entry.decisionId);
    else closeMatters(latest, decided, entry);
  }
  return { older, newest: new Set([...succeeding].filter((id) => !older.has(id))) };
}

/** A message that shows both tells of the case. */
function matterOf(message: Message): string | null {
  if (message.case !== null) return `case ${message.case.caseId}`;
  return message.outcome === null ? null : `dialog ${message.dialog ?? ''}`;
}

/** The case rests on a decision: its dialog is done with it. */
function closeMatters(
  latest: Map<string, string>,
  decided: ReadonlyMap<string, string | null>,
  { decisionId }: Message,
): void {
  if (decisionId === null) return;
  for (const [key, decision] of decided) if (decision === decisionId) latest.delete(key);
}
