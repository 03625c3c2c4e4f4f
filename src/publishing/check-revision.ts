import type { GuardOf } from '../assist/guard/create-guard.ts';
import type { RuleBooks } from '../forms/rule-book.ts';
import type { CheckRevision } from '../knowledge/check-knowledge-folder.ts';
import { readConversations } from '../knowledge/conversation-file.ts';
import { derived } from '../knowledge/derived.ts';
import { lexiconOf } from '../nlu/lexicon/read-lexicon.ts';
import { readPrivacyWords } from '../privacy/privacy-file.ts';

/** All that is checked beyond the files' own form, by the parts that read them. */
export function createCheckRevision(rulesOf: RuleBooks, guardOf: GuardOf): CheckRevision {
  return (revision) => [
    ...lexiconOf(revision).problems,
    ...rulesOf(revision).problems,
    ...guardOf(revision).problems,
    ...derived(revision, 'privacy', () => readPrivacyWords(revision).problems),
    ...derived(revision, 'conversations', () => readConversations(revision).problems),
  ];
}
