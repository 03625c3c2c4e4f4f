import type { ClauseId } from '../../kernel/ids.ts';
import type { GuardLevel } from '../../knowledge/guard-file.ts';
import type { DecidedMatters } from './decided/decided.ts';
import type { ToldDecided } from './decided/tell-decided.ts';

/** Something in a message that must not be sent, and why. */
export interface Finding {
  /** Id of the rule. */
  readonly rule: string;
  readonly title: string;
  readonly level: GuardLevel;
  /** In what was written: `text.slice(start, end)`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly clauseId: ClauseId;
  /** What to do about it, in Chinese. */
  readonly advice: string;
  /** Of a promise that goes beyond it. */
  readonly decided?: ToldDecided;
}

export interface Verdict {
  /** `warn`: all that was found may be sent with a reason. */
  readonly verdict: 'pass' | GuardLevel;
  /** In the order in which they stand. */
  readonly violations: readonly Finding[];
  /** The message without its offending sentences; absent where nothing sound is left. */
  readonly rewrite?: string;
}

/** What is known of the conversation that a message goes into. */
export interface GuardContext {
  /** What the shopper wrote: their own number may be said back to them. */
  readonly said: readonly string[];
  /**
   * What orders call their goods, sellers and parcels: said back, it is no matter of ours.
   * @default []
   */
  readonly names?: readonly string[];
  /** What was decided so far, where promises are compared with it. */
  readonly decided?: DecidedMatters;
  /**
   * Some rules are for agents only: names of goods, which the bot repeats, are full of advertising.
   * @default 'agent'
   */
  readonly speaker?: 'agent' | 'bot';
}
