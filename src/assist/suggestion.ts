import type { Citation } from '../conversation/log-entry.ts';
import type { FindFormWords } from '../forms/form-words.ts';
import { sha256 } from '../kernel/hash.ts';
import type { ReplyFacts } from '../knowledge/fill-reply.ts';
import type { ReplyKey } from '../knowledge/replies.ts';
import type { Revision } from '../knowledge/revision.ts';
import type { FaqSearch } from '../search/search-answers.ts';

export type SuggestionKind = 'faq' | 'decision' | 'slot';

/** A reply that an agent may send as it is, or edit. */
export interface Suggestion {
  readonly id: string;
  readonly kind: SuggestionKind;
  readonly title: string;
  readonly text: string;
  readonly citations: readonly Citation[];
  /** For the agent: why this is suggested. */
  readonly why: string;
}

/** What suggestions are made from. */
export interface SuggestDeps {
  readonly revision: Revision;
  readonly search: FaqSearch;
  readonly sentence: (key: ReplyKey, facts?: ReplyFacts) => string;
  readonly findWords: FindFormWords;
}

/** What a suggestion id says. */
export interface SuggestionTrace {
  readonly id: string;
  readonly kind: SuggestionKind;
  /** Id of the entry, the decision or the case; name of the slot. */
  readonly source: string;
  /** Whether `text` is another one than was suggested. */
  readonly isEdited: boolean;
}

const shape = /^(faq|decision|slot):([\w.-]{1,128}):([0-9a-f]{16})$/;

/** Names a suggestion by what it was taken from and what it says, so that nothing has to be remembered about it. */
export function suggestionId(kind: SuggestionKind, source: string, text: string): string {
  return `${kind}:${source}:${fingerprint(text)}`;
}

/** Reads an id back, beside the text that was sent in the end; `null` where it is none of ours. */
export function traceSuggestion(id: string, text: string): SuggestionTrace | null {
  const [, kind, source, suggested] = shape.exec(id) ?? [];
  if (!isKind(kind) || source === undefined) return null;
  return { id, kind, source, isEdited: fingerprint(text) !== suggested };
}

const fingerprint = (text: string) => sha256(text.trim()).slice(0, 16);

function isKind(text: string | undefined): text is SuggestionKind {
  return text === 'faq' || text === 'decision' || text === 'slot';
}
