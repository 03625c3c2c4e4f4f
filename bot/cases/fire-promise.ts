import { z } from 'zod';
import { momentInWords } from '../../dialogs/shop-time.ts';
import type { Turn } from '../../dialogs/turn.ts';
import { promiseWrite, type TrackedPromise } from '../../src/cases/promise.ts';
import { findPromise } from '../../src/cases/read-promises.ts';
import { stateFromJson } from '../../src/conversation/conversation-state.ts';
import type { NewEntry } from '../../src/conversation/log-entry.ts';
import type { ConversationRecord } from '../../src/conversation/turn-store.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import type { DocumentStore } from '../../src/kernel/document-store.ts';
import { parseConversationId } from '../../src/kernel/ids.ts';
import { branded } from '../channels/branded.ts';
import type { FireTimer, TimerCommit } from '../turn/timer-runner.ts';

const payload = z.object({
  promiseId: z.string(),
  conversationId: z.string().transform(branded(parseConversationId)),
  isNear: z.boolean().default(false),
});

const nothing: TimerCommit = { entries: [], effects: [] };

interface PromiseDeps {
  readonly documents: DocumentStore;
  readonly clock: Clock;
  readonly sentence: Turn['sentence'];
}

/**
 * What the end of an agent's promise does, and the reminder before it, each once: the desk is alarmed by both; of a
 * broken one the shopper is told too, or, while an agent speaks, the log by an event. A clock that jumped past both
 * alarms of the end only.
 */
export function createFirePromise(deps: PromiseDeps): FireTimer {
  return (timer, firing) => {
    const { conversationId, promiseId, isNear } = payload.parse(timer.payload);
    return firing.inConversation(conversationId, (record) =>
      fire(deps, record, { promiseId, isNear }),
    );
  };
}

async function fire(
  { documents, clock, sentence }: PromiseDeps,
  record: ConversationRecord,
  { promiseId, isNear }: { readonly promiseId: string; readonly isNear: boolean },
): Promise<TimerCommit> {
  const found = await findPromise(documents, promiseId);
  if (found === null || found.promise.state !== 'running') return nothing;
  const now = clock.now();
  if (isNear && now >= found.promise.dueAt) return nothing;
  const marked: TrackedPromise = isNear
    ? { ...found.promise, remindedAt: now }
    : { ...found.promise, state: 'breached' };
  const action = isNear ? 'promise.remind' : 'promise.break';
  const isWithAgent = stateFromJson(record.state).owner.kind === 'agent';
  const told = isWithAgent ? deskEvent(marked) : shopperNotice(sentence, marked);
  return {
    entries: isNear ? [] : [told],
    effects: [
      { kind: 'document.put', write: promiseWrite(marked, found.etag) },
      { kind: 'audit', note: { actor: 'anxin', action, subject: promiseId } },
    ],
  };
}

function shopperNotice(sentence: Turn['sentence'], { label, dueAt }: TrackedPromise): NewEntry {
  const text = sentence('promise.broken', { label, moment: momentInWords(dueAt) });
  return { kind: 'message', author: { role: 'bot', id: 'anxin' }, body: { text } };
}

function deskEvent({ promiseId }: TrackedPromise): NewEntry {
  const author = { role: 'system', id: 'anxin' } as const;
  return { kind: 'event', author, body: { name: 'promise.broken', value: { promiseId } } };
}
