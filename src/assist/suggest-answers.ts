import type { LogEntry } from '../conversation/log-entry.ts';
import { answerFrom } from '../knowledge/answer.ts';
import type { FaqEntry } from '../knowledge/faq-entry.ts';
import { normalise } from '../nlu/normalise.ts';
import type { FaqResult } from '../search/faq-result.ts';
import { isBareCall, isShoppersText } from './outline-conversation.ts';
import { type SuggestDeps, type Suggestion, suggestionId } from './suggestion.ts';

interface SuggestedAnswers {
  readonly suggestions: readonly Suggestion[];
  /** One answer fits; otherwise they only come near. */
  readonly isSure: boolean;
}

/** Messages in a row that are read for a question. */
const mostMessages = 3;
/** Anger and greetings go before the question: each sentence of a message is looked at by itself, too. */
const mostSentences = 8;
const shortestSentence = 4;
/** Answers that only come near. */
const mostNear = 2;

/** Answers to what the shopper asked and no agent has replied to yet. */
export function suggestAnswers(deps: SuggestDeps, entries: readonly LogEntry[]): SuggestedAnswers {
  const asked = openMessages(entries);
  for (const message of asked) {
    const sure = bestAnswer(deps, message);
    if (sure) {
      const why = deps.sentence('suggest.why.answer', { said: sure.said });
      return { suggestions: [answerOf(deps, sure.entry, why)], isSure: true };
    }
  }
  for (const message of asked) {
    const { zone, hits } = deps.search(normalise(message).text);
    if (zone !== 'did-you-mean') continue;
    const why = deps.sentence('suggest.why.near');
    const near = hits.slice(0, mostNear).map(({ entry }) => answerOf(deps, entry, why));
    return { suggestions: near, isSure: false };
  }
  return { suggestions: [], isSure: false };
}

/** What the shopper said since an agent last spoke, the newest first. */
function openMessages(entries: readonly LogEntry[]): readonly string[] {
  const answered = entries.findLastIndex(
    ({ kind, author }) => kind === 'message' && author.role === 'agent',
  );
  return entries
    .slice(answered + 1)
    .filter(isShoppersText)
    .map(({ body }) => body?.text ?? '')
    .filter((text) => !isBareCall(text))
    .toReversed()
    .slice(0, mostMessages);
}

interface SureAnswer {
  readonly said: string;
  readonly entry: FaqEntry;
}

function bestAnswer({ search }: SuggestDeps, message: string): SureAnswer | null {
  const found = readings(message).flatMap((said) => {
    const result = search(normalise(said).text);
    const entry = entryOf(result);
    return entry ? [{ said, entry, confidence: result.confidence }] : [];
  });
  const [best] = found.toSorted((a, b) => b.confidence - a.confidence);
  return best ?? null;
}

function entryOf({ zone, hits }: FaqResult): FaqEntry | null {
  return zone === 'answer' ? (hits[0]?.entry ?? null) : null;
}

/** The message and its sentences. */
function readings(message: string): readonly string[] {
  const sentences = message
    .split(/[\n。！？!?，,；;…]+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => [...sentence].length >= shortestSentence && sentence !== message);
  return [message, ...sentences.slice(-mostSentences)];
}

function answerOf({ revision }: SuggestDeps, entry: FaqEntry, why: string): Suggestion {
  const { text, citations } = answerFrom(revision, entry);
  const id = suggestionId('faq', entry.id, text);
  return { id, kind: 'faq', title: entry.question, text, citations, why };
}
