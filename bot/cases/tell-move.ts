import { caseInWords } from '../../dialogs/say-case.ts';
import type { Turn } from '../../dialogs/turn.ts';
import type { ToldMove } from '../../src/cases/case-desk.ts';
import type { Verdict } from '../../src/cases/verdict.ts';
import type { NewEntry } from '../../src/conversation/log-entry.ts';

/** What the shopper reads when a case was moved: what happened, why, and who owes what until when. */
export function tellMove(
  sentence: Turn['sentence'],
  { after, move, note, speaker }: ToldMove,
): NewEntry {
  const { caseId, subject, verdict } = after;
  const lead = [
    sentence(`case.moved.${move}`, { caseId, subject }),
    ...(move === 'decide' && verdict !== null ? [verdictInWords(sentence, verdict)] : []),
    ...(note === undefined ? [] : [sentence('case.note', { note })]),
  ].join('\n');
  const { text, details } = caseInWords(sentence, after, lead);
  if (speaker === null)
    return { kind: 'message', author: { role: 'bot', id: 'anxin' }, body: { text, details } };
  const { id, name } = speaker;
  return {
    kind: 'message',
    author: { role: 'agent', id, name },
    body: { text, details: { ...details, agent: name } },
  };
}

function verdictInWords(sentence: Turn['sentence'], verdict: Verdict): string {
  const said = sentence(`case.verdict.${verdict.result}`);
  if (!('amountFen' in verdict)) return said;
  return said + sentence('case.verdict.amount', { yuan: (verdict.amountFen / 100).toFixed(2) });
}
