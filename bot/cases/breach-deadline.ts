import { z } from 'zod';
import { caseCard } from '../../dialogs/say-case.ts';
import { momentInWords } from '../../dialogs/shop-time.ts';
import type { Turn } from '../../dialogs/turn.ts';
import type { AftersalesCase } from '../../src/cases/case.ts';
import { caseWrite } from '../../src/cases/case-document.ts';
import { withBreach } from '../../src/cases/change-case.ts';
import { findCase } from '../../src/cases/read-cases.ts';
import { stateFromJson } from '../../src/conversation/conversation-state.ts';
import type { NewEntry } from '../../src/conversation/log-entry.ts';
import type { ConversationRecord } from '../../src/conversation/turn-store.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import type { DocumentStore } from '../../src/kernel/document-store.ts';
import { parseConversationId } from '../../src/kernel/ids.ts';
import type { Json } from '../../src/kernel/json.ts';
import { branded } from '../channels/branded.ts';
import type { FireTimer, TimerCommit } from '../turn/timer-runner.ts';

const payload = z.object({
  caseId: z.string(),
  conversationId: z.string().transform(branded(parseConversationId)),
  what: z.string(),
});

const nothing: TimerCommit = { entries: [], effects: [] };

interface BreachDeps {
  readonly documents: DocumentStore;
  readonly clock: Clock;
  readonly sentence: Turn['sentence'];
}

/**
 * What the end of a duty does: a duty nobody kept is marked on its case, and the shopper is told; while an agent
 * speaks, the desk is told instead by an event. A duty that does not run any more changes nothing.
 */
export function createBreachDeadline(deps: BreachDeps): FireTimer {
  return (timer, firing) => {
    const { caseId, conversationId, what } = payload.parse(timer.payload);
    return firing.inConversation(conversationId, (record) =>
      breach(deps, record, { caseId, what }),
    );
  };
}

async function breach(
  { documents, clock, sentence }: BreachDeps,
  record: ConversationRecord,
  { caseId, what }: { readonly caseId: string; readonly what: string },
): Promise<TimerCommit> {
  const found = await findCase(documents, caseId);
  if (found === null) return nothing;
  const breached = withBreach(found.aftersalesCase, what, clock.now());
  if (breached === found.aftersalesCase) return nothing;
  const isWithAgent = stateFromJson(record.state).owner.kind === 'agent';
  const note = { actor: 'anxin', action: 'case.breach', subject: caseId, details: { what } };
  return {
    entries: [isWithAgent ? deskEvent(caseId, what) : reminder(sentence, breached, what)],
    effects: [
      { kind: 'document.put', write: caseWrite(breached, found.etag) },
      { kind: 'audit', note },
    ],
  };
}

function reminder(sentence: Turn['sentence'], breached: AftersalesCase, what: string): NewEntry {
  const { caseId, subject, deadlines } = breached;
  const duty = deadlines.find((one) => one.what === what);
  const label = duty?.label ?? what;
  const moment = momentInWords(duty?.dueAt ?? breached.openedAt);
  const text = sentence('case.breached', { label, moment, caseId, subject });
  // A card is plain readonly data; its interface only lacks the index signature that Json has.
  const card = caseCard(sentence, breached) as unknown as Json;
  const author = { role: 'bot', id: 'anxin' } as const;
  return { kind: 'message', author, body: { text, details: { caseId, case: card } } };
}

function deskEvent(caseId: string, what: string): NewEntry {
  const author = { role: 'system', id: 'anxin' } as const;
  return { kind: 'event', author, body: { name: 'case.deadline', value: { caseId, what } } };
}
