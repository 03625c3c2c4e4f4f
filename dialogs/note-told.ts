import type { AnswerMark } from '../src/conversation/log-entry.ts';
import { answerIdOf, toldCollection, toldId, toldWrite } from '../src/insight/told-answer.ts';
import type { FaqEntry } from '../src/knowledge/faq-entry.ts';
import type { Revision } from '../src/knowledge/revision.ts';
import type { Turn } from './turn.ts';

/**
 * Notes that an entry is told: counted with the commit, so that the shopper can say whether it helped, and kept for a
 * question that leans on it. Returns what the answer carries.
 */
export function noteTold(turn: Turn, revision: Revision, entry: FaqEntry): AnswerMark {
  const before = turn.effects.filter(
    (effect) => effect.kind === 'document.put' && effect.write.collection === toldCollection,
  );
  const answerId = answerIdOf(turn.seq, before.length + 1);
  const write = toldWrite(toldId(turn.conversationId, answerId), {
    entryId: entry.id,
    revision: revision.id,
    useful: null,
    hasOffered: false,
  });
  turn.effects.push({ kind: 'document.put', write });
  turn.state = { ...turn.state, told: { entryId: entry.id, seq: turn.seq } };
  return { answerId, entryId: entry.id };
}
