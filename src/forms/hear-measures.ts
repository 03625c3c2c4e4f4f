import type { DialogAct } from '../nlu/dialog-act.ts';
import { numeral, readNumber } from '../nlu/entities/numbers.ts';
import type { Interpretation } from '../nlu/interpretation.ts';
import type { FormDefinition, SlotDefinition } from './form-definition.ts';
import type { FormState } from './form-state.ts';
import type { Heard } from './heard.ts';

/** What a slot measures: money, kept in fen, or a weight, kept in milligrams. */
type MeasuredSlot = Extract<SlotDefinition, { readonly type: 'amount' | 'weight' }>;

interface Said {
  readonly interpretation: Interpretation;
  readonly act: DialogAct;
}

interface Measure {
  readonly type: MeasuredSlot['type'];
  readonly value: number;
  /** The part of the sentence around it: 现在卖2999. */
  readonly near: string;
}

/**
 * Sums and weights of a message: each belongs to the slot whose words stand beside it, else to the one that was asked.
 * A bare number counts beside such words, or as the only one of an answer or a correction.
 */
export function hearMeasures(form: FormDefinition, state: FormState, said: Said): readonly Heard[] {
  const slots = [...form.slots.values()].filter(isMeasured);
  if (slots.length === 0) return [];
  const open = openSlot(slots, state, said.act);
  const { text } = said.interpretation.text;
  const told = [...weightsIn(text), ...amountsIn(said.interpretation)];
  const bare = bareIn(text, open?.type ?? 'amount').filter(
    ({ near }) => !told.some((one) => one.near === near),
  );
  const only = told.length + bare.length === 1 ? open : undefined;
  return [
    ...told.map((measure) => ({ measure, slot: slotFor(measure, slots, open) })),
    ...bare.map((measure) => ({ measure, slot: slotFor(measure, slots, only) })),
  ].flatMap(({ measure, slot }) =>
    slot === undefined ? [] : { slot: slot.slot, value: measure.value },
  );
}

function isMeasured(slot: SlotDefinition): slot is MeasuredSlot {
  return slot.type === 'amount' || slot.type === 'weight';
}

/** The one that was asked; a correction is of the one asked last. */
function openSlot(
  slots: readonly MeasuredSlot[],
  { asked, trail }: FormState,
  act: DialogAct,
): MeasuredSlot | undefined {
  const names = act === 'correct' ? [asked, ...trail.toReversed()] : [asked];
  return names.flatMap((name) => slots.find(({ slot }) => slot === name) ?? [])[0];
}

function slotFor(
  { type, near }: Measure,
  slots: readonly MeasuredSlot[],
  open: MeasuredSlot | undefined,
): MeasuredSlot | undefined {
  const fitting = slots.filter((slot) => slot.type === type);
  const named = fitting.filter(({ words }) => words.some((word) => near.includes(word)));
  const [only, another] = named;
  if (only && !another) return only;
  return fitting.find((slot) => slot === open);
}

const marks = /[，。！？；,!?;\n]/u;

/** 买的时候3299,现在3099: what stands between two marks. */
function around(text: string, start: number, end: number): string {
  const before = text.slice(0, start).split(marks).at(-1) ?? '';
  const after = text.slice(end).split(marks)[0] ?? '';
  return before + text.slice(start, end) + after;
}

function amountsIn({ text, entities }: Interpretation): readonly Measure[] {
  return entities.flatMap((entity) =>
    entity.type === 'amount'
      ? {
          type: 'amount',
          value: entity.value.fen,
          near: around(text.original, entity.start, entity.end),
        }
      : [],
  );
}

const mgPerGram = 1_000;
const weight = new RegExp(`(?<number>${numeral}) ?(?<unit>毫克|mg|克|g(?![a-z]))`, 'gu');

function weightsIn(text: string): readonly Measure[] {
  return [...text.matchAll(weight)].flatMap((match) => {
    const { number = '', unit = '' } = match.groups ?? {};
    const read = readNumber(number);
    if (read === null || read <= 0) return [];
    const value = Math.round(read * (unit === '毫克' || unit === 'mg' ? 1 : mgPerGram));
    const near = around(text, match.index, match.index + match[0].length);
    return { type: 'weight', value, near };
  });
}

/** 3299, 三千二; the 三 of 周三 and the 11 of 11月11 are none. */
const bare =
  /(?<![\d.a-z第月年日周号])(?<number>\d{1,7}(?:\.\d{1,2})?|[一二两三四五六七八九十百千万]{2,8})(?![\d.a-z%个件双台部条只盒瓶款码号日天年月点次位一二两三四五六七八九十百千万])/gu;
const largest = 10_000_000;

/** 就2999. */
function bareIn(text: string, type: Measure['type']): readonly Measure[] {
  return [...text.matchAll(bare)].flatMap((match) => {
    const read = readNumber(match.groups?.['number'] ?? '');
    if (read === null || read <= 0 || read > largest) return [];
    const near = around(text, match.index, match.index + match[0].length);
    return { type, value: Math.round(read * (type === 'amount' ? 100 : mgPerGram)), near };
  });
}
