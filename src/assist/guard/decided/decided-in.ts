import { casesOf } from '../../../cases/read-cases.ts';
import type { ConversationState } from '../../../conversation/conversation-state.ts';
import { formFromJson } from '../../../forms/form-state.ts';
import type { RuleBooks } from '../../../forms/rule-book.ts';
import type { DocumentStore } from '../../../kernel/document-store.ts';
import type { ConversationId, RevisionId } from '../../../kernel/ids.ts';
import type { Revision } from '../../../knowledge/revision.ts';
import type { Decided } from './decided.ts';
import { decidedByCase, decidedByForm } from './read-decided.ts';

/** What was decided in a conversation: by its open form and on its cases, the newest first. */
export type DecidedIn = (
  conversationId: ConversationId,
  state: Pick<ConversationState, 'form'>,
) => Promise<readonly Decided[]>;

interface DecidedInDeps {
  readonly documents: Pick<DocumentStore, 'getDocument' | 'listDocuments'>;
  readonly rulesOf: RuleBooks;
  /** `null`: it is not kept any more. */
  readonly openRevision: (id: RevisionId) => Promise<Revision | null>;
}

export function createDecidedIn({ documents, rulesOf, openRevision }: DecidedInDeps): DecidedIn {
  const rulesFor = async (id: RevisionId) => {
    const revision = await openRevision(id);
    return revision && rulesOf(revision);
  };
  return async (conversationId, state) => {
    const form = formFromJson(state.form);
    const formRules = form && (await rulesFor(form.revision));
    const byForm = form && formRules ? decidedByForm(formRules, form) : null;
    const cases = await casesOf(documents, { conversationId, shopperId: null });
    const byCases = await Promise.all(
      cases.map(async (one) => {
        const rules = await rulesFor(one.revision);
        return rules && decidedByCase(rules, one);
      }),
    );
    return [byForm, ...byCases].filter((one) => one !== null);
  };
}
