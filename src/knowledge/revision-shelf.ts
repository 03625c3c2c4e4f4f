import type { DocumentStore, DocumentWrite } from '../kernel/document-store.ts';
import type { RevisionId } from '../kernel/ids.ts';
import { packRevision, unpackRevision } from './pack-revision.ts';
import type { Revision } from './revision.ts';

/** Every revision that a message still refers to, the current one first. */
export interface RevisionShelf {
  /** The named revision: the current one, or one that was kept. `null` when nothing was ever told from it. */
  open(id: RevisionId): Promise<Revision | null>;
  /**
   * What the commit that first cites a revision has to write, so that its citations open as long as the message
   * stands; `null` once that is known to be written.
   */
  keeping(revision: Revision): DocumentWrite | null;
  /** Tells that a commit with `keeping`'s write has landed. */
  kept(id: RevisionId): void;
}

const collection = 'revision';
/** Old revisions held in memory; the others are read from the store when a citation is opened. */
const memorySlots = 4;

export function createRevisionShelf(deps: {
  readonly documents: Pick<DocumentStore, 'getDocument'>;
  readonly current: () => Revision;
}): RevisionShelf {
  const opened = new Map<RevisionId, Revision>();
  const durable = new Set<RevisionId>();
  /** Until the first of them has landed, many turns at once may want to write the same: it is packed once. */
  let packed: DocumentWrite | undefined;

  async function openKept(id: RevisionId): Promise<Revision | null> {
    const stored = await deps.documents.getDocument(collection, id);
    const text = stored === null ? null : packedText(stored.document);
    if (text === null) return null;
    const revision = unpackRevision(text);
    const oldest = opened.size < memorySlots ? undefined : opened.keys().next().value;
    if (oldest) opened.delete(oldest);
    opened.set(id, revision);
    return revision;
  }

  return {
    async open(id) {
      const current = deps.current();
      return current.id === id ? current : (opened.get(id) ?? openKept(id));
    },
    keeping(revision) {
      if (durable.has(revision.id)) return null;
      if (packed?.id !== revision.id)
        packed = { collection, id: revision.id, document: { packed: packRevision(revision) } };
      return packed;
    },
    kept(id) {
      durable.add(id);
      if (packed?.id === id) packed = undefined;
    },
  };
}

function packedText(document: unknown): string | null {
  const isRecord = typeof document === 'object' && document !== null && 'packed' in document;
  return isRecord && typeof document.packed === 'string' ? document.packed : null;
}
