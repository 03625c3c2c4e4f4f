import type { TurnContext } from 'botbuilder-core';
import type { AftersalesCase, Attachment } from '../src/cases/case.ts';
import type { StoredCase } from '../src/cases/case-document.ts';
import type { ShopperOrders } from '../src/commerce/shopper-orders.ts';
import type { ConversationState } from '../src/conversation/conversation-state.ts';
import type { Effect } from '../src/conversation/effect.ts';
import type { RuleBook } from '../src/forms/rule-book.ts';
import { AppError } from '../src/kernel/errors.ts';
import type { ConversationId, RevisionId, ShopperId } from '../src/kernel/ids.ts';
import type { Logger } from '../src/kernel/logger.ts';
import type { ReplyFacts } from '../src/knowledge/fill-reply.ts';
import type { ReplyKey } from '../src/knowledge/replies.ts';
import type { Revision } from '../src/knowledge/revision.ts';
import type { DialogAct } from '../src/nlu/dialog-act.ts';
import type { Interpretation } from '../src/nlu/interpretation.ts';
import type { FaqResult } from '../src/search/faq-result.ts';

/** What the shopper sent. */
export interface Said {
  /** Normalised; empty when there were no words. */
  readonly text: string;
  /** `value` of the button that was tapped, if one was. */
  readonly choice: string | null;
  /** How many files came with it. */
  readonly files: number;
  readonly interpretation: Interpretation;
  /** What it is in a dialog: a yes, a correction, … */
  readonly act: DialogAct;
}

/** What a dialog sees and changes in one turn. It reads the world, but changes nothing before the commit. */
export interface Turn {
  /** What is dealt with: the message, or the part of it, or of one before, whose turn it is. */
  said: Said;
  /** The same message, had it said only this. */
  read(text: string): Said;
  readonly now: number;
  readonly conversationId: ConversationId;
  /** Of the message whose turn it is. */
  readonly seq: number;
  readonly shopperId: ShopperId | null;
  readonly revision: Revision;
  readonly rules: RuleBook;
  search(text: string): FaqResult;
  /** What answers a message that leans on the answer before it; `null` where it stands on its own. */
  searchLeaning(): FaqResult | null;
  readonly logger: Logger;
  /** A kept revision, for a dialog that began under an older one. */
  openRevision(id: RevisionId): Promise<Revision | null>;
  /** The rules of a kept revision: a form ends by those it began with. */
  openRules(id: RevisionId): Promise<RuleBook | null>;
  /** `null` for a guest, who has none here. */
  readonly orders: ShopperOrders | null;
  /** What the shopper has sent up to this message, oldest first. */
  sentFiles(): Promise<readonly Attachment[]>;
  /** Newest first. */
  cases(): Promise<readonly AftersalesCase[]>;
  /** Those of this conversation, newest first, to be changed under their eTags. */
  casesHere(): Promise<readonly StoredCase[]>;
  /** Place a newcomer of this priority to the queue would have; 1 is served next. */
  nextPlace(priority: number): Promise<number>;
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
