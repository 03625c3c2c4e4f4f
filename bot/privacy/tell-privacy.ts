import type { NewEntry, UploadedFile } from '../../src/conversation/log-entry.ts';
import { citationOf } from '../../src/knowledge/citation.ts';
import type { ReplyFacts } from '../../src/knowledge/fill-reply.ts';
import type { ReplyKey } from '../../src/knowledge/replies.ts';
import type { Revision } from '../../src/knowledge/revision.ts';
import type { RevisionShelf } from '../../src/knowledge/revision-shelf.ts';
import { readPrivacyWords } from '../../src/privacy/privacy-file.ts';
import type { Receipt } from '../../src/privacy/receipt.ts';
import type { ToldReceipt } from '../../src/privacy/settle-erasure.ts';

type Say = (key: ReplyKey, facts?: ReplyFacts) => string;

interface TellDeps {
  readonly revision: () => Revision;
  readonly shelf: Pick<RevisionShelf, 'keeping'>;
  readonly say: Say;
}

const author = { role: 'bot', id: 'anxin' } as const;

/** What the shopper reads when something of theirs was erased: how much went, what stays and by which clause. */
export function createTellReceipt(deps: TellDeps): (receipt: Receipt) => ToldReceipt {
  return (receipt) => {
    const revision = deps.revision();
    const { receiptId, erased, status, kept } = receipt;
    const { grounds } = readPrivacyWords(revision).words;
    const reasons = [...new Set(kept.map(({ ground }) => ground))].flatMap(
      (ground) => grounds.get(ground) ?? [],
    );
    const counts = {
      receiptId,
      conversations: String(erased.conversations),
      cases: String(erased.cases),
      files: String(erased.files),
    };
    const lines = [
      deps.say(status === 'done' ? 'privacy.erased' : 'privacy.erased-partly', counts),
      ...reasons.map(({ title, text }) => deps.say('privacy.kept', { title, text })),
    ];
    const clauses = [...new Set(reasons.flatMap((one) => one.clauses))];
    const citations = clauses.map((clauseId) => citationOf(revision, clauseId));
    const body = { text: lines.join('\n'), details: { citations } };
    const write = deps.shelf.keeping(revision);
    return {
      entry: { kind: 'message', author, body, revision: revision.id },
      effects: write === null ? [] : [{ kind: 'document.put', write }],
    };
  };
}

/** The copy is ready: two files, one to read and one for programs. */
export function createTellExport(say: Say): (files: readonly UploadedFile[]) => NewEntry {
  return (files) => ({
    kind: 'message',
    author,
    body: { text: say('privacy.export-ready'), files },
  });
}
