import type { RevisionId } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';
import type { FactValue } from '../policy/decision.ts';

export interface FilledSlot {
  readonly value: FactValue;
  /** Who said so. What the shopper says wins over the order system, and is marked so for the agent. */
  readonly from: 'shopper' | 'order';
}

/** An open form as it is kept between two messages. */
export interface FormState {
  /** Name of the file in `forms/`, e.g. `return`. */
  readonly form: string;
  /** The revision it began with, and ends by. */
  readonly revision: RevisionId;
  readonly slots: Readonly<Record<string, FilledSlot>>;
  /** The slot that was asked for last; `confirm` while the decision waits for a yes. */
  readonly asked: string | null;
  /** Slots whose questions were settled, in the order they were asked: the way back. */
  readonly trail: readonly string[];
  /** Slots the shopper could not tell: not asked again. */
  readonly unknown: readonly string[];
  /** Of which goods one was asked for, where not all of theirs were offered: `orderId:itemId`. */
  readonly offered: readonly string[] | null;
  /** Answers in a row that did not fit the question. */
  readonly misses: number;
  /** The decision shown last. */
  readonly decisionId: string | null;
  /** Epoch ms of the shopper's last message in it. */
  readonly lastAt: number;
}

/** As the conversation's state keeps it. */
export function formToJson(form: FormState | null): Json {
  return form === null ? null : { ...form, slots: { ...form.slots } as unknown as Json };
}

/** Reads it back; written by `formToJson` only, in this or an earlier version, which left no trail and offered all goods. */
export function formFromJson(document: Json): FormState | null {
  const kept = document as unknown as FormState | null;
  return kept === null ? null : { ...kept, trail: kept.trail ?? [], offered: kept.offered ?? null };
}
