import type { ConversationId } from '../kernel/ids.ts';
import { readableNumber } from '../kernel/readable-number.ts';

/** The number of a case that the message at `seq` opens: the same each time the turn is run. */
export function caseIdOf(conversationId: ConversationId, seq: number): string {
  return `AX-${readableNumber(`case:${conversationId}:${seq}`)}`;
}
