import { asksRule } from '../nlu/asks-rule.ts';
import type { DialogAct } from '../nlu/dialog-act.ts';
import type { Entity } from '../nlu/entity.ts';
import type { Interpretation } from '../nlu/interpretation.ts';
import { smallTalk } from '../nlu/small-talk.ts';
import { addDays, dayOf } from '../policy/calendar.ts';
import type { FactValue } from '../policy/decision.ts';
import type { FormDefinition, SlotDefinition } from './form-definition.ts';
import type { FormState } from './form-state.ts';
import { type DayAround, datedAs } from './hear-dates.ts';
import { hearMeasures } from './hear-measures.ts';
import type { Heard } from './heard.ts';
import { namedChoice } from './named-choice.ts';
import { ownWords } from './own-words.ts';
import { pickChoice } from './pick-choice.ts';
import { saidAnywhere } from './said-anywhere.ts';
import { tellingChoice } from './telling-words.ts';

/** What one message says towards a form. */
export interface FormMessage {
  readonly interpretation: Interpretation;
  readonly act: DialogAct;
  /** `value` of the tapped button. */
  readonly choice: string | null;
  /** How many files came with it. */
  readonly files: number;
  readonly now: number;
}

export interface Hearing {
  readonly heard: readonly Heard[];
  /** A date that cannot be: it lies ahead of us. */
  readonly isFuture: boolean;
}

/**
 * The slots that a message fills: first by what was asked, then by everything else it says. What the order system
 * knows is only overwritten by an answer to its question or by an open correction.
 */
export function hearSlots(form: FormDefinition, state: FormState, message: FormMessage): Hearing {
  const asked = state.asked === null ? undefined : form.slots.get(state.asked);
  const isFirst = state.misses === 0;
  const answer =
    asked === undefined || (isFirst && isBareQuestion(asked, message))
      ? null
      : answerTo(asked, message);
  const { original, text } = message.interpretation.text;
  const today = dayOf(message.now);
  const around = { form, state, original, act: message.act };
  const named = message.interpretation.entities.flatMap(
    (entity) => meaningOf(entity, around, today) ?? [],
  );
  const spoken = [...named, ...saidAnywhere(form, text)];
  const answered = answer === null ? openingOf(form, state, message) : [answer];
  // 没用过,不对,用过: of what is taken back and what is said instead, the last counts.
  const said =
    message.act === 'correct' ? [...spoken.toReversed(), ...answered] : [...answered, ...spoken];
  const told = [...said, ...toldBeside(form, state, message)].filter(
    ({ slot }, place, list) =>
      form.slots.has(slot) &&
      list.findIndex((other) => other.slot === slot) === place &&
      mayFill(state, slot, message.act),
  );
  const all = told.length > 0 ? told : takenBack(form, state, message);
  const ahead = ({ slot, value }: Heard) =>
    form.slots.get(slot)?.type === 'date' && typeof value === 'string' && value > today;
  return {
    heard: all.filter((one) => !ahead(one) && state.slots[one.slot]?.value !== one.value),
    isFuture: all.some(ahead),
  };
}

/** Less than this names a matter and tells nothing of it: 我要投诉商家. */
const leastStory = 8;

/** 快递三天没动了 begins a form, and says what happened too. */
function openingOf(form: FormDefinition, state: FormState, message: FormMessage): readonly Heard[] {
  const told = [...message.interpretation.text.original.matchAll(/\p{L}/gu)].length;
  if (state.asked !== null || told < leastStory) return [];
  return [...form.slots.values()].flatMap((slot) => {
    if (slot.type !== 'text' || slot.opening !== true) return [];
    return inOwnWords(slot, message) ?? [];
  });
}

/** What is heard whatever was asked: sums and weights, words that tell without a question, photos. */
function toldBeside(form: FormDefinition, state: FormState, message: FormMessage) {
  const isTapped = message.choice !== null;
  const measures = isTapped ? [] : hearMeasures(form, state, message);
  const words = isTapped ? [] : toldByWords(form, message);
  return [...measures, ...words, ...sentPhotos(form, message)];
}

/** 金条轻了 tells what is wrong with it, whatever was asked. */
function toldByWords(form: FormDefinition, { interpretation }: FormMessage): readonly Heard[] {
  return [...form.slots.values()].flatMap((slot) => {
    if (!('choices' in slot)) return [];
    const found = tellingChoice(interpretation.text.text, slot.choices);
    return found ? { slot: slot.slot, value: found.value } : [];
  });
}

/** Photos are worth keeping whenever they come: nobody is asked for them twice. */
function sentPhotos(form: FormDefinition, { files }: FormMessage): readonly Heard[] {
  if (files === 0) return [];
  return [...form.slots.values()]
    .filter(({ type }) => type === 'photos')
    .map(({ slot }) => ({ slot, value: files }));
}

/** Whether a message is nothing but the answer to the open question: its button's words, or the number of one. */
export function answersAsked(
  form: FormDefinition,
  state: FormState,
  message: FormMessage,
): boolean {
  const asked = state.asked === null ? undefined : form.slots.get(state.asked);
  if (asked?.type !== 'choice' && asked?.type !== 'boolean') return false;
  const { text } = message.interpretation.text;
  return typeof pickChoice({ text, choice: message.choice }, offeredFor(asked)) !== 'string';
}

function mayFill(state: FormState, slot: string, act: DialogAct): boolean {
  return state.slots[slot]?.from !== 'order' || state.asked === slot || act === 'correct';
}

function answerTo(asked: SlotDefinition, message: FormMessage): Heard | null {
  const { slot } = asked;
  if (asked.type === 'text') return inOwnWords(asked, message);
  if (asked.type === 'date' && message.choice !== null && isDay(message.choice))
    return { slot, value: message.choice };
  if (asked.type === 'date' && asked.notYet && notYet.test(message.interpretation.text.text))
    return { slot, value: dayOf(message.now) };
  if (asked.type !== 'choice' && asked.type !== 'boolean') return null;
  const value = chosen(asked, message);
  return value === undefined ? null : { slot, value };
}

/** Longer ones tell something beside what they ask. */
const longestBareQuestion = 12;

/** 多久能处理好 tells nothing of what happened; said once more, it is taken as it is. */
function isBareQuestion({ type }: SlotDefinition, { interpretation }: FormMessage): boolean {
  const { original } = interpretation.text;
  return type === 'text' && [...original].length <= longestBareQuestion && asksRule(original);
}

function inOwnWords(
  { slot, least }: Extract<SlotDefinition, { readonly type: 'text' }>,
  { interpretation, act, choice }: FormMessage,
): Heard | null {
  const said = choice === null && (act === 'other' || act === 'correct' || act === 'cancel');
  const value = ownWords(interpretation.text.original, least);
  return said && value !== null && smallTalk(value) === null ? { slot, value } : null;
}

const notYet = /^(?:都|现在|暂时)?(?:还没|没有?成功|没有?完成|没有?确认|未完成|没呢)/u;

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

type AskedChoice = Extract<SlotDefinition, { readonly type: 'choice' | 'boolean' }>;

const offeredFor = ({ choices }: AskedChoice) =>
  choices.map((one) => ({ ...one, value: String(one.value), fact: one.value }));

function chosen(
  asked: AskedChoice,
  { interpretation, act, choice }: FormMessage,
): FactValue | undefined {
  const { text } = interpretation.text;
  const picked = pickChoice({ text, choice }, offeredFor(asked));
  if (typeof picked !== 'string') return picked.fact;
  const named = namedChoice(asked.choices, text);
  if (named) return named.value;
  if (asked.type !== 'boolean') return undefined;
  if (act === 'yes') return true;
  return act === 'no' ? false : undefined;
}

/** What an entity says about a form's slots; its date may be of another matter than the form's. */
function meaningOf(entity: Entity, around: DayAround, today: string): Heard | null {
  switch (entity.type) {
    case 'date':
      return datedAs(entity, entity.value, around);
    case 'days_ago':
      return datedAs(entity, addDays(today, -entity.value), around);
    case 'reason':
    case 'product_category':
    case 'packaging_opened':
    case 'used':
    case 'order_id':
      return { slot: entity.type, value: entity.value };
    default:
      return null;
  }
}

/** 不对，没有运费险 takes back the question asked last that its words answer, else what was known without asking. */
function takenBack(form: FormDefinition, state: FormState, message: FormMessage): readonly Heard[] {
  if (message.act !== 'correct' || message.choice !== null) return [];
  const { text } = message.interpretation.text;
  const known = Object.keys(state.slots).filter((name) => !state.trail.includes(name));
  const found = [...state.trail.toReversed(), ...known].flatMap((name) => {
    const slot = form.slots.get(name);
    const choice = slot && 'choices' in slot ? namedChoice(slot.choices, text) : undefined;
    return choice === undefined ? [] : { slot: name, value: choice.value };
  });
  return found.slice(0, 1);
}
