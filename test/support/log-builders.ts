import type { LogEntry, ReplyDetails } from '../../src/conversation/log-entry.ts';
import type { FormState } from '../../src/forms/form-state.ts';
import type { RevisionId } from '../../src/kernel/ids.ts';

type Role = LogEntry['author']['role'];

/** A log of messages, numbered from 1, a minute apart. */
export function logOf(
  ...said: readonly (readonly [role: Role, text: string, details?: ReplyDetails])[]
): readonly LogEntry[] {
  return said.map(([role, text, details], at) => ({
    seq: at + 1,
    at: at * 60_000,
    kind: 'message',
    author: { role, id: role === 'shopper' ? 'dl_1' : role },
    body: { text, ...(details === undefined ? {} : { details }) },
  }));
}

/** An open return in which the day of receipt was asked for last. */
export function formOf(changes: Partial<FormState> = {}): FormState {
  return {
    form: 'return',
    // Any 64 hex digits are a revision's id.
    revision: 'a'.repeat(64) as RevisionId,
    slots: {
      reason: { value: 'no_reason', from: 'shopper' },
      packaging_opened: { value: false, from: 'shopper' },
      product: { value: '棉麻衬衫', from: 'order' },
      item_id: { value: 'shirt', from: 'order' },
    },
    asked: 'receipt_date',
    trail: [],
    unknown: ['insured'],
    offered: null,
    misses: 0,
    decisionId: null,
    lastAt: 90_000,
    ...changes,
  };
}
