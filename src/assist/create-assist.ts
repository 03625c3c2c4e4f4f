import type { ConversationState } from '../conversation/conversation-state.ts';
import type { LogEntry } from '../conversation/log-entry.ts';
import type { FindFormWords } from '../forms/form-words.ts';
import { sayReply } from '../knowledge/fill-reply.ts';
import type { Revision } from '../knowledge/revision.ts';
import type { FaqSearch } from '../search/search-answers.ts';
import { type Outline, outlineConversation } from './outline-conversation.ts';
import { suggest } from './suggest.ts';
import type { Suggestion } from './suggestion.ts';
import { type Summary, summarise } from './summarise.ts';

interface Remembered {
  readonly state: ConversationState;
  readonly entries: readonly LogEntry[];
}

/** What helps an agent: reads conversations, changes none. */
export interface Assist {
  outline(state: ConversationState, recent: readonly LogEntry[]): Outline;
  summarise(remembered: Remembered): Summary;
  suggest(remembered: Remembered): readonly Suggestion[];
}

export function createAssist(deps: {
  readonly knowledge: () => { readonly revision: Revision; readonly search: FaqSearch };
  readonly findWords: FindFormWords;
}): Assist {
  const { knowledge, findWords } = deps;
  return {
    outline: (state, recent) => outlineConversation(state, recent, findWords),
    summarise: ({ state, entries }) => summarise(state, entries, findWords),
    suggest({ state, entries }) {
      const { revision, search } = knowledge();
      const sentence = sayReply.bind(null, revision);
      return suggest({ revision, search, sentence, findWords }, state, entries);
    },
  };
}
