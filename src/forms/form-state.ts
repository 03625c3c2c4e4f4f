import { z } from 'zod';
import type { RevisionId } from '../kernel/ids.ts';
import { asJson, type Json } from '../kernel/json.ts';
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

/** Loose: what a newer version wrote beside it stays. An earlier one left no trail and offered all goods. */
const formShape = z.looseObject({
  form: z.string(),
  revision: z.custom<RevisionId>((value) => typeof value === 'string'),
  slots: z.record(
    z.string(),
    z.looseObject({
      value: z.union([z.string(), z.number(), z.boolean()]),
      from: z.enum(['shopper', 'order']),
    }),
  ),
  asked: z.string().nullable(),
  trail: z.array(z.string()).default([]),
  unknown: z.array(z.string()),
  offered: z.array(z.string()).nullable().default(null),
  misses: z.number(),
  decisionId: z.string().nullable(),
  lastAt: z.number(),
});

/** As the conversation's state keeps it. */
export function formToJson(form: FormState | null): Json {
  return form === null ? null : asJson(form);
}

/** Reads it back; `null` for none, and for one that cannot be read: it is begun anew. */
export function formFromJson(document: Json): FormState | null {
  return document === null ? null : (formShape.safeParse(document).data ?? null);
}
