import type { ConversationState } from '../conversation/conversation-state.ts';
import type { Citation, LogEntry } from '../conversation/log-entry.ts';
import { itemSlot } from '../forms/change-form.ts';
import { type FormState, formFromJson } from '../forms/form-state.ts';
import {
  type FindFormWords,
  type FormWords,
  isNamed,
  labelOf,
  valueText,
} from '../forms/form-words.ts';
import type { Json } from '../kernel/json.ts';
import type { FactValue } from '../policy/decision.ts';

interface NamedSlot {
  readonly slot: string;
  readonly label: string;
}

export interface SummarisedSlot extends NamedSlot {
  readonly value: FactValue;
  readonly text: string;
  readonly from: 'shopper' | 'order';
}

export interface SummarisedForm {
  readonly form: string;
  readonly title: string;
  readonly slots: readonly SummarisedSlot[];
  readonly asked: NamedSlot | null;
  readonly unknown: readonly NamedSlot[];
  /** Epoch milliseconds. */
  readonly lastAt: number;
}

/** A decision as a message of the bot told it. */
export interface ToldDecision {
  readonly seq: number;
  readonly decisionId: string | null;
  /** The card of the message. */
  readonly outcome: Json;
  readonly citations: readonly Citation[];
}

/** What an agent should know before the first word. */
export interface Summary {
  readonly form: SummarisedForm | null;
  readonly decision: ToldDecision | null;
  /** Cards of cases as they were told last, newest first. */
  readonly cases: readonly Json[];
  readonly misses: number;
  /** What else was wanted in one message, in the shopper's words: the bot offers it when the first is over. */
  readonly later: readonly string[];
}

/** Reads a conversation for an agent: what was collected, what was decided, what is under way. */
export function summarise(
  state: Pick<ConversationState, 'form' | 'misses' | 'later'>,
  entries: readonly LogEntry[],
  findWords: FindFormWords,
): Summary {
  const form = formFromJson(state.form);
  return {
    form: form && summariseForm(form, findWords(form.form)),
    decision: lastDecision(entries),
    cases: lastCases(entries),
    misses: state.misses,
    later: state.later?.texts ?? [],
  };
}

function summariseForm(form: FormState, words: FormWords | null): SummarisedForm {
  const named = (slot: string): NamedSlot => ({ slot, label: labelOf(words, slot) });
  return {
    form: form.form,
    title: words?.title ?? form.form,
    slots: slotsFor(form, words),
    asked: form.asked === null ? null : named(form.asked),
    unknown: form.unknown.map(named),
    lastAt: form.lastAt,
  };
}

/** All that was said, and what the order tells of the matter; its own name for the goods tells people nothing. */
function slotsFor({ slots }: FormState, words: FormWords | null): readonly SummarisedSlot[] {
  return Object.entries(slots)
    .filter(([slot, { from }]) => slot !== itemSlot && (from === 'shopper' || isNamed(words, slot)))
    .map(([slot, { value, from }]) => ({
      slot,
      label: labelOf(words, slot),
      value,
      text: valueText(words, slot, value),
      from,
    }));
}

/** The decision that was told last. */
function lastDecision(entries: readonly LogEntry[]): ToldDecision | null {
  const told = entries.findLast(({ body }) => body?.details?.outcome !== undefined);
  const details = told?.body?.details;
  if (!told || details?.outcome === undefined) return null;
  const { outcome, decisionId = null, citations = [] } = details;
  return { seq: told.seq, decisionId, outcome, citations };
}

/** The newest card of each case. */
function lastCases(entries: readonly LogEntry[]): readonly Json[] {
  const newest = new Map<string, Json>();
  for (const { body } of entries.toReversed()) {
    const card = body?.details?.case;
    const caseId = textOf(card, 'caseId');
    if (card !== undefined && caseId !== null && !newest.has(caseId)) newest.set(caseId, card);
  }
  return [...newest.values()];
}

/** A text that a card holds under a name. */
export function textOf(card: Json | undefined, name: string): string | null {
  if (card === null || typeof card !== 'object' || Array.isArray(card)) return null;
  const value = (card as { readonly [name: string]: Json | undefined })[name];
  return typeof value === 'string' ? value : null;
}
