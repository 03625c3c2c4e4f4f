import type { ReplyFacts } from '../knowledge/fill-reply.ts';
import type { ReplyKey } from '../knowledge/replies.ts';
import type { OutcomeStatus } from '../policy/decision.ts';

/** A sentence of the shop's, filled. */
export type Sentence = (key: ReplyKey, facts?: ReplyFacts) => string;

/** What it takes to tell a decision: the shop's sentences, and the moment it is told. */
export interface Telling {
  readonly sentence: Sentence;
  readonly now: number;
}

/** Name and value, e.g. 寄回运费 · 由您承担. */
export type OutcomeLines = readonly { readonly label: string; readonly value: string }[];

/** What proves the matter; `keep`: nobody can tell from here whether it is there. */
export type Checklist = readonly {
  readonly label: string;
  readonly state: 'there' | 'missing' | 'keep';
  readonly text: string;
}[];

/** A decision as shoppers read it, wherever it is told; on the wire it is the `OutcomeCard`. */
export interface ToldOutcome {
  readonly status: OutcomeStatus;
  readonly title: string;
  readonly reason: string;
  readonly lines: OutcomeLines;
  /** Days to keep, `YYYY-MM-DD`. */
  readonly dates: readonly { readonly label: string; readonly date: string }[];
  readonly nearMiss: readonly string[];
  /** Absent where nothing has to be proved. */
  readonly checklist?: Checklist;
}
