import type { TurnContext } from 'botbuilder-core';
import type { ConversationState } from '../src/conversation/conversation-state.ts';
import type { Effect } from '../src/conversation/effect.ts';
import { AppError } from '../src/kernel/errors.ts';
import type { RevisionId } from '../src/kernel/ids.ts';
import type { ReplyFacts } from '../src/knowledge/fill-reply.ts';
import type { ReplyKey } from '../src/knowledge/replies.ts';
import type { Revision } from '../src/knowledge/revision.ts';
import type { FaqSearch } from '../src/search/search-answers.ts';

/** What the shopper sent. */
export interface Said {
  /** Normalised; empty when there were no words. */
  readonly text: string;
  /** `value` of the button that was tapped, if one was. */
  readonly choice: string | null;
  readonly hasFiles: boolean;
}

/** What a dialog sees and changes in one turn. It reads the world, but changes nothing before the commit. */
export interface Turn {
  readonly said: Said;
  readonly now: number;
  readonly revision: Revision;
  readonly search: FaqSearch;
  /** A kept revision, for a dialog that began under an older one. */
  openRevision(id: RevisionId): Promise<Revision | null>;
  /** Place a newcomer to the queue would have; 1 is served next. */
  nextPlace(): Promise<number>;
  /** Place of this conversation, `null` when it does not wait. */
  place(): Promise<number | null>;
  sentence(key: ReplyKey, facts?: ReplyFacts): string;
  /** Becomes the conversation's state with the commit. Replace it by a changed copy. */
  state: ConversationState;
  readonly effects: Effect[];
}

const turnKey = Symbol('turn');

/** Lays the turn beside the framework's context, where dialogs find it. */
export function carryTurn(context: TurnContext, turn: Turn): void {
  context.turnState.set(turnKey, turn);
}

/** The turn that a dialog is called in. */
export function turnOf(context: TurnContext): Turn {
  const turn: Turn | undefined = context.turnState.get(turnKey);
  if (!turn) throw new AppError('INTERNAL', 'a dialog ran outside a turn: call carryTurn first');
  return turn;
}
