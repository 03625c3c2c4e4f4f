import type { ClauseId } from '../kernel/ids.ts';
import { type ClauseCitation, citationOf } from './citation.ts';
import type { Clause } from './clause.ts';
import type { FaqEntry } from './faq-entry.ts';
import { sayReply } from './fill-reply.ts';
import type { Revision } from './revision.ts';
import { disputedClauses } from './settle-contradictions.ts';

/** What is told on a question, and what it rests on. */
export interface Answer {
  readonly text: string;
  readonly citations: readonly ClauseCitation[];
  /** The clauses contradict others and nobody has settled it: both sides are told, and a person is offered. */
  readonly isDisputed: boolean;
}

/** The answer of an entry; both sides in its stead while a contradiction of a clause it cites is open. */
export function answerFrom(revision: Revision, entry: FaqEntry): Answer {
  return (
    bothSides(revision, entry.citations) ?? {
      text: entry.answer,
      citations: entry.citations.map((id) => citationOf(revision, id)),
      isDisputed: false,
    }
  );
}

/** Both sides of the open contradictions in which these clauses stand, with their sources; `null` where there are none. */
export function bothSides(revision: Revision, ids: readonly ClauseId[]): Answer | null {
  const clauses = disputedClauses(revision.contradictions, ids);
  // A revision kept from a time without these sentences says what it said then.
  if (clauses.length === 0 || !revision.replies.has('answer.disputed')) return null;
  const sides = clauses.map((clause) => sideOf(revision, clause)).join('\n');
  return {
    text: sayReply(revision, 'answer.disputed', { sides }),
    citations: clauses.map(({ id }) => citationOf(revision, id)),
    isDisputed: true,
  };
}

function sideOf(revision: Revision, { title, source }: Clause): string {
  const tier = sayReply(revision, `tier.${source.tier}`);
  return sayReply(revision, 'answer.disputed.side', { title, source: source.title, tier });
}
