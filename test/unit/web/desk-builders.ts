import type { EntryView, OwnerView } from '../../../src/api/desk.ts';
import type { KnownConversation } from '../../../src/web/desk/conversation-log.ts';

/** An entry of which only the named facts matter. */
export function entry(facts: Partial<EntryView> & { readonly seq: number }): EntryView {
  return {
    at: '2026-11-25T10:00:00+08:00',
    kind: 'message',
    author: { role: 'shopper', id: 'dl_1' },
    body: { text: `第 ${facts.seq} 条` },
    ...facts,
  };
}

export function entries(...seqs: readonly number[]): readonly EntryView[] {
  return seqs.map((seq) => entry({ seq }));
}

/** A change of owner as the log tells it. */
export function statusEntry(seq: number, value: NonNullable<EntryView['body']>['value']) {
  const body = { name: 'handoff.status', ...(value === undefined ? {} : { value }) };
  return entry({ seq, kind: 'event', author: { role: 'system', id: 'anxin' }, body });
}

export function view(facts: {
  readonly entries?: readonly EntryView[];
  readonly owner?: OwnerView;
  readonly misses?: number;
}): KnownConversation {
  const { entries: log = [], owner = { kind: 'bot', epoch: 0 }, misses = 0 } = facts;
  return {
    conversationId: 'c',
    owner,
    ownerName: null,
    entries: log,
    summary: {
      since: '2026-11-25T10:00:00+08:00',
      form: null,
      decision: null,
      cases: [],
      misses,
      later: [],
    },
  };
}
