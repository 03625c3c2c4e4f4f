import type { Shopper } from '../../src/commerce/shopper.ts';
import type { ConversationState } from '../../src/conversation/conversation-state.ts';
import type { Effect } from '../../src/conversation/effect.ts';
import type { LogEntry, NewEntry } from '../../src/conversation/log-entry.ts';
import type { ConversationId } from '../../src/kernel/ids.ts';

export interface TurnInput {
  readonly conversationId: ConversationId;
  readonly state: ConversationState;
  /** `null`: the conversation was erased, or belongs to nobody. */
  readonly shopper: Shopper | null;
  /** The accepted entry whose turn it is. */
  readonly entry: LogEntry;
  readonly now: number;
}

/** All that one turn changes; it lands in one commit, or not at all. */
export interface TurnDecision {
  readonly state: ConversationState;
  readonly entries: readonly NewEntry[];
  readonly effects: readonly Effect[];
  /** What the orders that were read call their goods, sellers and parcels. */
  readonly names?: readonly string[];
  /** Called once the commit has landed. */
  readonly onCommitted?: () => void;
}

/** A turn reads, but changes nothing: it can be run again after a crash or when somebody came in between. */
export type DecideTurn = (input: TurnInput) => Promise<TurnDecision>;
