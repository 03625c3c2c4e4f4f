import type { Activity } from 'botbuilder-core';
import { hearFeedback } from '../dialogs/hear-feedback.ts';
import { createTalk } from '../dialogs/talk.ts';
import { carryTurn, type Said, type Turn } from '../dialogs/turn.ts';
import { answerFeedback } from '../src/api/directline.ts';
import { type AnswerFeedback, feedbackEvent } from '../src/api/feedback.ts';
import { casesOf, storedCasesOf } from '../src/cases/read-cases.ts';
import { sentFiles } from '../src/cases/sent-files.ts';
import { notingNames } from '../src/commerce/order-names.ts';
import type { OrdersOf } from '../src/commerce/shopper-orders.ts';
import type { ConversationState } from '../src/conversation/conversation-state.ts';
import type { LogEntry, NewEntry } from '../src/conversation/log-entry.ts';
import type { TurnStore } from '../src/conversation/turn-store.ts';
import { formFromJson } from '../src/forms/form-state.ts';
import type { RuleBooks } from '../src/forms/rule-book.ts';
import type { QueueStore } from '../src/handoff/queue-store.ts';
import type { DocumentStore } from '../src/kernel/document-store.ts';
import type { RevisionId } from '../src/kernel/ids.ts';
import type { Logger } from '../src/kernel/logger.ts';
import { type ReplyFacts, sayReply } from '../src/knowledge/fill-reply.ts';
import type { ReplyKey } from '../src/knowledge/replies.ts';
import type { Revision } from '../src/knowledge/revision.ts';
import type { RevisionShelf } from '../src/knowledge/revision-shelf.ts';
import type { Matter } from '../src/nlu/action-turned-to.ts';
import { type DialogAct, dialogActOf } from '../src/nlu/dialog-act.ts';
import { dayAt, isoOfDay } from '../src/nlu/entities/calendar-day.ts';
import type { Interpretation, Understand } from '../src/nlu/interpretation.ts';
import type { FaqResult } from '../src/search/faq-result.ts';
import type { FaqSearch } from '../src/search/search-answers.ts';
import type { DecideTurn, TurnDecision, TurnInput } from './turn/decide-turn.ts';
import { TurnAdapter } from './turn/turn-adapter.ts';

export interface Knowledge {
  readonly revision: Revision;
  readonly prepared: FaqSearch;
}

interface SupportBotDeps {
  readonly knowledge: () => Knowledge;
  /** What the words mean, by the model and the lexicon of the revision in force. */
  readonly understand: Understand;
  readonly rulesOf: RuleBooks;
  readonly shelf: RevisionShelf;
  readonly queue: Pick<QueueStore, 'queueDepth' | 'placeInQueue' | 'listQueue'>;
  readonly ordersOf: OrdersOf;
  readonly documents: Pick<DocumentStore, 'getDocument' | 'listDocuments'>;
  /** Of conversations, to find what was sent for a case. */
  readonly log: Pick<TurnStore, 'since'>;
  readonly logger: Logger;
}

/** Our bot: hands a shopper's message to the dialogs and turns what they say into the turn's decision. */
export function createSupportBot(deps: SupportBotDeps): DecideTurn {
  const adapter = new TurnAdapter();
  const talk = createTalk();

  return async (input) => {
    const feedback = feedbackIn(input.entry);
    const isForBot = input.state.owner.kind !== 'agent' && input.entry.kind === 'message';
    if (!isForBot && !feedback) return { state: input.state, entries: [], effects: [] };
    const knowledge = deps.knowledge();
    const names = new Set<string>();
    const turn = openTurn(deps, input, { ...knowledge, names });
    const said = await adapter.collect(activityOf(input), async (context) => {
      carryTurn(context, turn);
      if (feedback) await hearFeedback(context, deps.documents, feedback);
      else await talk(context);
    });
    return { ...decisionOf(deps, turn, said, knowledge.revision), names: [...names] };
  };
}

function openTurn(
  deps: SupportBotDeps,
  input: TurnInput,
  { revision, prepared, names }: Knowledge & { readonly names: Set<string> },
): Turn {
  const { conversationId, shopper, entry, now } = input;
  const shopperId = shopper?.shopperId ?? null;
  const orders = deps.ordersOf(shopper);
  const read = (text: string) => saidIn(text, deps.understand(text, now), input.state);
  const typed = read(entry.body?.text ?? '');
  const choice = tappedChoice(entry);
  return {
    said: {
      ...typed,
      act: choice === null ? typed.act : tappedAct(typed.act),
      choice,
      files: (entry.body?.files ?? []).length,
    },
    read,
    now,
    conversationId,
    seq: entry.seq,
    shopperId,
    revision,
    rules: deps.rulesOf(revision),
    search: rememberLast((text) => prepared(text, shopDay(now))),
    searchLeaning() {
      const { told } = this.state;
      const isFresh = told !== null && entry.seq - told.seq <= leansWithin;
      return isFresh ? prepared.leaningOn(told.entryId, this.said.text, shopDay(now)) : null;
    },
    logger: deps.logger,
    openRevision: (id) => deps.shelf.open(id),
    async openRules(id) {
      const kept = id === revision.id ? revision : await deps.shelf.open(id);
      return kept && deps.rulesOf(kept);
    },
    orders: orders && notingNames(orders, names),
    sentFiles: () => sentFiles(deps.log, conversationId, entry.seq),
    cases: () => casesOf(deps.documents, { conversationId, shopperId }),
    casesHere: () => storedCasesOf(deps.documents, { conversationId, shopperId: null }),
    nextPlace: (priority) => placeOf(deps.queue, priority),
    place: () => deps.queue.placeInQueue(conversationId),
    sentence: (key: ReplyKey, facts?: ReplyFacts) => sayReply(revision, key, facts),
    state: input.state,
    effects: [],
  };
}

/**
 * A message leans on an answer that was given at most so many log entries before: the answer, an opinion of it and what
 * that was met with may lie between.
 */
const leansWithin = 8;

/** As many as one look at the queue takes; whoever is served before others stands among the first. */
const queueLook = 200;

/** Behind all who wait; with a priority, behind those of the same or a higher one. */
async function placeOf(queue: SupportBotDeps['queue'], priority: number): Promise<number> {
  if (priority === 0) return (await queue.queueDepth()) + 1;
  const { rows } = await queue.listQueue({ limit: queueLook });
  return rows.filter((row) => row.priority >= priority).length + 1;
}

/** The day of the shop, `YYYY-MM-DD`: which clauses are in force. */
function shopDay(now: number): string {
  return isoOfDay(dayAt(now));
}

/** One turn may ask for the same words at several places. */
function rememberLast(search: (text: string) => FaqResult): (text: string) => FaqResult {
  let last: { readonly text: string; readonly found: FaqResult } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, found: search(text) };
    return last.found;
  };
}

function saidIn(original: string, interpretation: Interpretation, state: ConversationState): Said {
  const { text } = interpretation.text;
  const act = dialogActOf(original, matterOf(state));
  return { text, choice: null, files: 0, interpretation, act };
}

/** A label is chosen, not said: 发错了 on a button takes nothing back. */
function tappedAct(act: DialogAct): DialogAct {
  return act === 'yes' || act === 'no' ? act : 'other';
}

/** What 不退了 would give up: the open form is named after it. */
function matterOf({ form }: ConversationState): Matter | null {
  const open = formFromJson(form)?.form;
  return (['return', 'exchange', 'repair'] as const).find((matter) => matter === open) ?? null;
}

function activityOf({ conversationId, entry }: TurnInput): Partial<Activity> {
  return {
    type: 'message',
    id: `${conversationId}|${entry.seq}`,
    channelId: 'directline',
    text: entry.body?.text ?? '',
    from: { id: entry.author.id, name: '' },
    recipient: { id: 'anxin', name: '' },
    conversation: { id: conversationId, isGroup: false, conversationType: '', name: '' },
  };
}

/** A tapped button arrives as `value: { choice }` beside its label as text. */
function tappedChoice(entry: LogEntry): string | null {
  const value = entry.body?.value;
  if (value === null || typeof value !== 'object' || !('choice' in value)) return null;
  const { choice } = value as { readonly choice?: unknown };
  return typeof choice === 'string' ? choice : null;
}

/** What was found sound when it was posted. */
function feedbackIn({ kind, body }: LogEntry): AnswerFeedback | null {
  if (kind !== 'event' || body?.name !== feedbackEvent) return null;
  return answerFeedback.safeParse(body.value).data ?? null;
}

function decisionOf(
  deps: SupportBotDeps,
  turn: Turn,
  said: readonly NewEntry[],
  current: Revision,
): TurnDecision {
  const entries = said.map((entry) => {
    const revision = revisionOf(entry, current.id);
    return revision ? { ...entry, revision } : entry;
  });
  const { state, effects } = turn;
  const isHeld = formFromJson(state.form)?.revision === current.id;
  const write =
    isHeld || entries.some((entry) => entry.revision === current.id)
      ? deps.shelf.keeping(current)
      : null;
  if (!write) return { state, entries, effects };
  return {
    state,
    entries,
    effects: [...effects, { kind: 'document.put', write }],
    onCommitted: () => deps.shelf.kept(current.id),
  };
}

/** The revision that an entry leans on: of its citations, or of the questions it offers. */
function revisionOf({ body }: NewEntry, current: RevisionId): RevisionId | undefined {
  const cited = body.details?.citations?.[0]?.revision;
  return cited ?? (body.details?.ask === undefined ? undefined : current);
}
