import type { TurnContext } from 'botbuilder-core';
import type { AnswerFeedback } from '../src/api/feedback.ts';
import { toldCollection, toldFrom, toldId, toldWrite } from '../src/insight/told-answer.ts';
import type { DocumentStore } from '../src/kernel/document-store.ts';
import { offerOtherWays } from './after-feedback.ts';
import { turnOf } from './turn.ts';

/**
 * Keeps what the shopper thinks of an answer; the last word counts. Where it did not help, other ways are offered, once
 * for each answer, and not into an open question or to somebody who waits for a person.
 */
export async function hearFeedback(
  context: TurnContext,
  documents: Pick<DocumentStore, 'getDocument'>,
  { answerId, useful }: AnswerFeedback,
): Promise<void> {
  const turn = turnOf(context);
  const id = toldId(turn.conversationId, answerId);
  const kept = await documents.getDocument(toldCollection, id);
  // Of no answer of this conversation: nothing to count.
  if (kept === null) return;
  const told = toldFrom(kept);
  const isOffered = !useful && !told.hasOffered && isFree(turn.state);
  if (told.useful === useful && !isOffered) return;
  const write = toldWrite(
    id,
    { ...told, useful, hasOffered: told.hasOffered || isOffered },
    kept.etag,
  );
  turn.effects.push({ kind: 'document.put', write });
  if (isOffered) await offerOtherWays(context);
}

/** The bot speaks, and has asked nothing. */
function isFree({ owner, dialog, form }: ReturnType<typeof turnOf>['state']): boolean {
  const { dialogStack } = dialog;
  const isAsking = Array.isArray(dialogStack) && dialogStack.length > 0;
  return owner.kind === 'bot' && !isAsking && form === null;
}
