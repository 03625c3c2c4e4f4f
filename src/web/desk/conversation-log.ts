import type { ConversationView, EntryView, OwnerView } from '../../api/desk.ts';

/** A conversation as far as the desk has it: `entries` from the first one, without a gap. */
export type KnownConversation = Omit<ConversationView, 'head'>;

/** Seq of the last entry the desk has; 0: none. */
export function lastSeq(conversation: KnownConversation | undefined): number {
  return conversation?.entries.at(-1)?.seq ?? 0;
}

/**
 * Adds entries that follow what is known. One that is known already changes nothing; one behind a gap is left
 * out, and the next fetch brings it with what is missing.
 */
export function addEntries(
  known: readonly EntryView[],
  fresh: readonly EntryView[],
): readonly EntryView[] {
  const added: EntryView[] = [];
  let last = known.at(-1)?.seq ?? 0;
  for (const entry of fresh) {
    if (entry.seq !== last + 1) continue;
    added.push(entry);
    last = entry.seq;
  }
  return added.length === 0 ? known : [...known, ...added];
}

type FetchPage = (conversationId: string, after: number) => Promise<ConversationView>;

/** Reads on from what is known until the log's end. */
export async function readOn(
  conversationId: string,
  known: KnownConversation | undefined,
  fetchPage: FetchPage,
): Promise<KnownConversation> {
  let entries = known?.entries ?? [];
  for (;;) {
    const after = entries.at(-1)?.seq ?? 0;
    const { head, ...page } = await fetchPage(conversationId, after);
    entries = addEntries(entries, page.entries);
    const reached = entries.at(-1)?.seq ?? 0;
    // A page that brings nothing usable ends the reading too: asking again would bring the same.
    if (reached >= head || reached === after) return { ...page, entries };
  }
}

/** Two views of one conversation, of which each may be ahead in something: a fetch, and the stream meanwhile. */
export function joinViews(
  streamed: KnownConversation | undefined,
  fetched: KnownConversation,
): KnownConversation {
  if (streamed === undefined) return fetched;
  const { entries, owner, ownerName } = streamed;
  return {
    ...fetched,
    ...(lastSeq(streamed) > lastSeq(fetched) ? { entries } : {}),
    ...(owner.epoch > fetched.owner.epoch ? { owner, ownerName } : {}),
  };
}

export function isHeldBy(owner: OwnerView, agentId: string): boolean {
  return owner.kind === 'agent' && owner.agentId === agentId;
}
