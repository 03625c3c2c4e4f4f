import type { RuleBooks } from '../forms/rule-book.ts';
import type { CheckRevision } from '../knowledge/check-knowledge-folder.ts';
import { readConversations } from '../knowledge/conversation-file.ts';
import { readLexicon } from '../nlu/lexicon/read-lexicon.ts';

/** All that is checked beyond the files' own form, by the parts that read them. */
export function createCheckRevision(rulesOf: RuleBooks): CheckRevision {
  return (revision) => [
    ...readLexicon(revision.files).problems,
    ...rulesOf(revision).problems,
    ...readConversations(revision).problems,
  ];
}
