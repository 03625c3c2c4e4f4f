import { z } from 'zod';
import { caseCard } from '../../dialogs/say-case.ts';
import { momentInWords } from '../../dialogs/shop-time.ts';
import type { Turn } from '../../dialogs/turn.ts';
import type { AftersalesCase, Deadline } from '../../src/cases/case.ts';
import { caseChange } from '../../src/cases/case-change.ts';
import { withBreach, withReminder } from '../../src/cases/change-case.ts';
import { findCase } from '../../src/cases/read-cases.ts';
import { stateFromJson } from '../../src/conversation/conversation-state.ts';
import type { NewEntry } from '../../src/conversation/log-entry.ts';
import type { ConversationRecord } from '../../src/conversation/turn-store.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import type { DocumentStore } from '../../src/kernel/document-store.ts';
import { parseConversationId } from '../../src/kernel/ids.ts';
import { asJson } from '../../src/kernel/json.ts';
import { branded } from '../channels/branded.ts';
import type { FireTimer, TimerCommit } from '../turn/timer-runner.ts';

const payload = z.object({
  caseId: z.string(),
  conversationId: z.string().transform(branded(parseConversationId)),
  what: z.string(),
  isNear: z.boolean().default(false),
});

const nothing: TimerCommit = { entries: [], effects: [] };

interface DeadlineDeps {
  readonly documents: DocumentStore;
  readonly clock: Clock;
  readonly sentence: Turn['sentence'];
}

/**
 * What a duty's end does, and the reminder before it, each once. A duty that nobody kept is marked on its case, and the
 * shopper is told; while an agent speaks, the desk is told instead by an event. Before its end the shopper is reminded
 * of their own duty, and the desk of the shop's. A duty that does not run any more changes nothing.
 */
export function createFireDeadline(deps: DeadlineDeps): FireTimer {
  return (timer, firing) => {
    const { conversationId, ...due } = payload.parse(timer.payload);
    return firing.inConversation(conversationId, (record) => fire(deps, record, due));
  };
}

type Due = Omit<z.infer<typeof payload>, 'conversationId'>;

async function fire(
  { documents, clock, sentence }: DeadlineDeps,
  record: ConversationRecord,
  { caseId, what, isNear }: Due,
): Promise<TimerCommit> {
  const found = await findCase(documents, caseId);
  if (found === null) return nothing;
  const mark = isNear ? withReminder : withBreach;
  const marked = mark(found.aftersalesCase, what, clock.now());
  const duty = marked.deadlines.find((one) => one.what === what);
  if (marked === found.aftersalesCase || duty === undefined) return nothing;
  const isWithAgent = stateFromJson(record.state).owner.kind === 'agent';
  const action = isNear ? 'case.remind' : 'case.breach';
  const note = { actor: 'anxin', action, subject: caseId, details: { what } };
  const told = isWithAgent ? deskEvent(caseId, what) : toldTo(sentence, marked, duty);
  return {
    entries: isNear && duty.phase !== 'answer' ? [] : [told],
    effects: [...caseChange(found, marked), { kind: 'audit', note }],
  };
}

function toldTo(sentence: Turn['sentence'], marked: AftersalesCase, duty: Deadline): NewEntry {
  const { caseId, subject } = marked;
  const { label, dueAt, state, phase } = duty;
  const facts = { label, moment: momentInWords(dueAt), caseId, subject };
  const late = phase === 'answer' ? 'case.breached.yours' : 'case.breached';
  const text = sentence(state === 'breached' ? late : 'case.soon.yours', facts);
  const card = asJson(caseCard(sentence, marked));
  const author = { role: 'bot', id: 'anxin' } as const;
  return { kind: 'message', author, body: { text, details: { caseId, case: card } } };
}

function deskEvent(caseId: string, what: string): NewEntry {
  const author = { role: 'system', id: 'anxin' } as const;
  return { kind: 'event', author, body: { name: 'case.deadline', value: { caseId, what } } };
}
