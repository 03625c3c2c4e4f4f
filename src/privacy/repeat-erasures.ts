import { caseCollection, storedCase } from '../cases/case-document.ts';
import type { FileStore } from '../conversation/file-store.ts';
import { forgetBelonging } from '../conversation/shopper-conversations.ts';
import type { TurnStore } from '../conversation/turn-store.ts';
import type { DocumentStore } from '../kernel/document-store.ts';
import type { ConversationId } from '../kernel/ids.ts';
import { eraseCase, eraseConversation } from './erase-conversation.ts';
import { type ErasedMark, erasedCase, erasedConversation } from './erasure-list-store.ts';

interface RepeatDeps {
  readonly store: TurnStore & DocumentStore;
  readonly files: FileStore;
}

const pageLength = 200;

/** Erases again what a backup brought back; nobody may serve from the store yet. Returns how much there was. */
export async function repeatErasures(
  deps: RepeatDeps,
  conversationIds: readonly ConversationId[],
  marks: readonly ErasedMark[],
): Promise<{ readonly conversations: number; readonly cases: number }> {
  const cases = await eraseCases(deps.store, new Set(marks.map(({ hash }) => hash)));
  const upTo = new Map<string, number>();
  for (const mark of marks) upTo.set(mark.hash, Math.max(mark.upTo ?? 0, upTo.get(mark.hash) ?? 0));
  let conversations = 0;
  for (const id of conversationIds) {
    const last = upTo.get(erasedConversation(id));
    if (last === undefined || !(await holdsUpTo(deps.store, id, last))) continue;
    const record = await deps.store.load(id);
    await eraseConversation(deps, id, record?.shopperId ?? null);
    await forgetBelonging(deps.store, id);
    conversations += 1;
  }
  return { conversations, cases };
}

/** Those whose hash is on the list, wherever their conversation stands. */
async function eraseCases(store: DocumentStore, hashes: ReadonlySet<string>): Promise<number> {
  let erased = 0;
  let after: string | undefined;
  do {
    const page = { limit: pageLength, ...(after === undefined ? {} : { after }) };
    const found = await store.listDocuments({
      collection: caseCollection,
      index: 'conversation',
      ...page,
    });
    for (const { aftersalesCase } of found.rows.map(storedCase)) {
      const { conversationId, caseId } = aftersalesCase;
      if (!hashes.has(erasedCase(conversationId, caseId))) continue;
      await eraseCase(store, aftersalesCase);
      erased += 1;
    }
    after = found.next;
  } while (after !== undefined);
  return erased;
}

/** Whether something stands there again that went. What was said after the erasure is no reason: it was not erased. */
async function holdsUpTo(
  store: TurnStore,
  conversationId: ConversationId,
  upTo: number,
): Promise<boolean> {
  for (let after = 0; ; ) {
    const slice = await store.since(conversationId, after, pageLength);
    const last = slice?.entries.at(-1);
    if (!slice || !last) return false;
    if (slice.entries.some(({ seq, body }) => seq <= upTo && body !== null)) return true;
    if (last.seq >= upTo) return false;
    after = last.seq;
  }
}
