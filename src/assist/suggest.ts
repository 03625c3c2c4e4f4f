import type { ConversationState } from '../conversation/conversation-state.ts';
import type { LogEntry } from '../conversation/log-entry.ts';
import { type FormState, formFromJson } from '../forms/form-state.ts';
import { type FormWords, labelOf } from '../forms/form-words.ts';
import type { Json } from '../kernel/json.ts';
import { suggestAnswers } from './suggest-answers.ts';
import { type SuggestDeps, type Suggestion, suggestionId } from './suggestion.ts';
import { summarise, type ToldDecision, textOf } from './summarise.ts';

const most = 3;
/** The slot that stands for the yes to a decision. */
const confirmSlot = 'confirm';

/**
 * What an agent could say next, at most three, the likeliest first: the answer to what was asked, the decision and
 * what follows from it, the question that is still open. Each is a reviewed entry, a clause's reason or a template of
 * the shop's; what an agent has sent already does not come again. Empty where nothing is sure.
 */
export function suggest(
  deps: SuggestDeps,
  state: Pick<ConversationState, 'form' | 'misses' | 'later'>,
  entries: readonly LogEntry[],
): readonly Suggestion[] {
  const form = formFromJson(state.form);
  const words = form && deps.findWords(form.form);
  const { decision, cases } = summarise(state, entries, deps.findWords);
  const answers = suggestAnswers(deps, entries);
  const newestCase = cases[0];
  const matter = [
    newestCase !== undefined && form === null
      ? suggestCase(deps, newestCase)
      : decision && suggestDecision(deps, { decision, form, words }),
    form && suggestSlot(deps, { form, words, entries }),
  ].filter((one) => one !== null);
  // An answer that only comes near stands behind what is known of the matter.
  const ordered = answers.isSure
    ? [...answers.suggestions, ...matter]
    : [...matter, ...answers.suggestions];
  const sent = new Set(entries.filter(isAgents).map(({ body }) => body?.text?.trim()));
  return ordered.filter(({ text }) => !sent.has(text.trim())).slice(0, most);
}

interface OpenDecision {
  readonly decision: ToldDecision;
  readonly form: FormState | null;
  readonly words: FormWords | null;
}

function suggestDecision(
  { sentence }: SuggestDeps,
  { decision, form, words }: OpenDecision,
): Suggestion | null {
  const { outcome, citations } = decision;
  const title = textOf(outcome, 'title');
  const reason = textOf(outcome, 'reason');
  const isDecided = ['granted', 'partly', 'refused'].includes(textOf(outcome, 'status') ?? '');
  // Without a clause nothing is told as decided.
  if (!isDecided || title === null || reason === null || citations.length === 0) return null;
  const waits = form?.asked === confirmSlot;
  const next = waits ? (words?.confirm ?? '') : '';
  const text = sentence('suggest.decision', { title, reason, next });
  const source = decision.decisionId ?? 'told';
  const why = sentence(waits ? 'suggest.why.confirm' : 'suggest.why.decision');
  const id = suggestionId('decision', source, text);
  return { id, kind: 'decision', title, text, citations, why };
}

function suggestCase({ sentence }: SuggestDeps, card: Json): Suggestion | null {
  const caseId = textOf(card, 'caseId');
  const title = textOf(card, 'kindText');
  const status = textOf(card, 'statusText');
  if (caseId === null || title === null || status === null) return null;
  const text = sentence('suggest.case', { caseId, status });
  const id = suggestionId('decision', caseId, text);
  const why = sentence('suggest.why.case');
  return { id, kind: 'decision', title, text, citations: [], why };
}

function suggestSlot(
  { sentence }: SuggestDeps,
  open: {
    readonly form: FormState;
    readonly words: FormWords | null;
    readonly entries: readonly LogEntry[];
  },
): Suggestion | null {
  const { form, words, entries } = open;
  const slot = form.asked;
  if (slot === null || slot === confirmSlot) return null;
  const asking = entries.findLast(({ body }) => body?.details?.ask === slot);
  const text = words?.slots.get(slot)?.ask ?? asking?.body?.text;
  if (text === undefined) return null;
  const title = labelOf(words, slot);
  const why = sentence('suggest.why.slot', { slot: title });
  return { id: suggestionId('slot', slot, text), kind: 'slot', title, text, citations: [], why };
}

function isAgents({ kind, author }: LogEntry): boolean {
  return kind === 'message' && author.role === 'agent';
}
