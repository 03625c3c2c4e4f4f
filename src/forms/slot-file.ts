import { z } from 'zod';
import type { SlotDefinition } from './form-definition.ts';

export const filled = z.string().min(1, '不能为空');
export const snake = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, '只能用小写字母、数字和下划线');
export const kebab = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, '只能用小写字母、数字和连字符');
export const fact = z.union([z.string().min(1), z.number(), z.boolean()]);

const choice = z.strictObject({
  value: fact,
  label: filled,
  words: z.array(filled).default([]),
  tells: z.array(filled).optional(),
});
const base = { label: filled, ask: filled, again: filled };

/** A question in a file of `forms/`; `like` takes that of another form, and may put it in other words. */
export const slotFile = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('order'), ...base, any: z.boolean().optional() }),
  z.strictObject({
    type: z.literal('date'),
    ...base,
    notYet: z.boolean().optional(),
    words: z.array(filled).optional(),
  }),
  z.strictObject({
    type: z.enum(['amount', 'weight']),
    ...base,
    words: z.array(filled).default([]),
  }),
  z.strictObject({
    type: z.literal('boolean'),
    ...base,
    choices: z.array(choice).length(2),
    unknownAs: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('choice'),
    ...base,
    choices: z.array(choice).min(2).max(12),
    anywhere: z.boolean().optional(),
    unknownAs: fact.optional(),
  }),
  z.strictObject({ type: z.literal('photos'), ...base, most: z.number().int().min(1).max(9) }),
  z.strictObject({
    type: z.literal('text'),
    ...base,
    least: z.number().int().min(1).default(2),
    opening: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('like'),
    form: kebab,
    label: filled.optional(),
    ask: filled.optional(),
    again: filled.optional(),
  }),
]);

type SlotFile = z.infer<typeof slotFile>;
type SlotFiles = Readonly<Record<string, SlotFile>>;

interface OtherForms {
  readonly slotsIn: (form: string) => SlotFiles | undefined;
  /** The form that a question is taken from has none of its own. */
  readonly missing: (slot: string, form: string) => void;
}

/** The questions of a file by name, with those that it takes from other forms. */
export function slotsOf(files: SlotFiles, others: OtherForms): ReadonlyMap<string, SlotDefinition> {
  const slots = Object.entries(files).flatMap(
    ([slot, file]): readonly (readonly [string, SlotDefinition])[] => {
      if (file.type !== 'like') return [[slot, { slot, ...file }]];
      const { form, label, ask, again } = file;
      const taken = others.slotsIn(form)?.[slot];
      if (taken === undefined || taken.type === 'like') {
        others.missing(slot, form);
        return [];
      }
      const words = {
        label: label ?? taken.label,
        ask: ask ?? taken.ask,
        again: again ?? taken.again,
      };
      return [[slot, { slot, ...taken, ...words }]];
    },
  );
  return new Map(slots);
}
