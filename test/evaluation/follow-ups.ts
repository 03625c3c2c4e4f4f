import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EntryId } from '../../src/kernel/ids.ts';
import type { FaqSearch } from '../../src/search/search-answers.ts';

/** A message after an answer. Written before the search for such messages, every second one set aside. */
export interface FollowUp {
  /** The entry that was told. */
  readonly told: EntryId;
  readonly said: string;
  /** Entries that answer it; none: nothing in the knowledge does. */
  readonly right: readonly string[];
}

export function readFollowUps(name: 'tuning' | 'held-out'): readonly FollowUp[] {
  return readFileSync(join(import.meta.dirname, 'follow-ups', `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as FollowUp);
}

/** What became of those that have an answer, and of those that have none. */
export function scoreFollowUps(search: FaqSearch, followUps: readonly FollowUp[]) {
  const counts = { right: 0, wrong: 0, offered: 0, offeredOthers: 0, unknown: 0, keptBack: 0 };
  for (const followUp of followUps) counts[outcomeOf(search, followUp)] += 1;
  return counts;
}

function outcomeOf(search: FaqSearch, { told, said, right }: FollowUp) {
  const { zone, hits } = search.leaningOn(told, said) ?? search(said);
  const isRight = hits.map(({ entry }) => right.includes(entry.id));
  if (zone === 'answer') return isRight[0] ? 'right' : 'wrong';
  if (right.length === 0) return 'keptBack';
  if (zone === 'abstain') return 'unknown';
  return isRight.includes(true) ? 'offered' : 'offeredOthers';
}
