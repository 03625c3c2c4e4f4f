import { z } from 'zod';
import type { OutcomeCard } from './cards.ts';
import { type DecideCitation, type DecideReply, decideBody } from './decide.ts';

/**
 * Body of `POST /api/rules/decide`. A fact that is `null` was asked for and cannot be told. `form` tells apart situations
 * that are decided by the same table; unset = the first of them.
 */
export const rulesDecideBody = decideBody.extend({ form: z.string().min(1).max(64).optional() });

/** What `POST /api/rules/decide` answers: what `/api/decide` does, and what a shopper gets to see. */
export interface RulesDecideReply extends DecideReply {
  /** Fact to ask for next; `null` once nothing is left to ask. */
  readonly next: string | null;
  /** As the dialog tells it; `null` while the decision depends on `next`, and for a table that has no situation. */
  readonly outcomeCard: OutcomeCard | null;
}

/** Body of `POST /api/rules/recommend`: a situation without a table of its own, see `RuleSituation.decision`. */
export const rulesRecommendBody = decideBody
  .omit({ decision: true })
  .extend({ form: z.string().min(1).max(64) });

/** What `POST /api/rules/recommend` answers. */
export interface RulesRecommendReply {
  readonly revision: string;
  /** Fact to ask for next; `null` once nothing is left to ask. */
  readonly next: string | null;
  /** What the shopper may choose, the best first; empty while something is left to ask, and where a person has to see. */
  readonly remedies: readonly RuleRemedy[];
}

export interface RuleRemedy {
  /** The situation that goes on with it, upon the same answers. */
  readonly form: string;
  readonly label: string;
  readonly status: 'granted' | 'partly' | 'missing';
  /** `null` while it still depends on what that situation asks. */
  readonly reason: string | null;
}

/** What `GET /api/rules` answers. */
export interface RulesReply {
  readonly revision: string;
  readonly shop: { readonly name: string; readonly disclaimer: string };
  readonly situations: readonly RuleSituation[];
}

/** Something that can be tried: its table, and the questions whose answers decide it. */
export interface RuleSituation {
  /** `null`: it leads to others, and `POST /api/rules/recommend` says to which. */
  readonly decision: string | null;
  readonly form: string;
  readonly title: string;
  /** What there is to learn. */
  readonly about: string | null;
  /** Said before anything is asked. */
  readonly opening: { readonly text: string; readonly citations: readonly DecideCitation[] } | null;
  readonly questions: readonly RuleQuestion[];
}

export interface RuleQuestion {
  readonly fact: string;
  /** `date`: `YYYY-MM-DD`; `amount`: in fen; `weight`: in milligrams. */
  readonly type: 'choice' | 'date' | 'amount' | 'weight';
  readonly label: string;
  readonly ask: string;
  /** There where the type is `choice`. */
  readonly choices?: readonly RuleChoice[];
  /** A day that has not come yet counts as today. */
  readonly notYet?: boolean;
}

export interface RuleChoice {
  readonly value: string | number | boolean;
  readonly label: string;
}
