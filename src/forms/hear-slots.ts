import { asksRule } from '../nlu/asks-rule.ts';
import type { DialogAct } from '../nlu/dialog-act.ts';
import type { Entity } from '../nlu/entity.ts';
import type { Interpretation } from '../nlu/interpretation.ts';
import { smallTalk } from '../nlu/small-talk.ts';
import { addDays, dayOf } from '../policy/calendar.ts';
import type { FactValue } from '../policy/decision.ts';
import type { FormDefinition, SlotChoice, SlotDefinition } from './form-definition.ts';
import type { FormState } from './form-state.ts';
import { hearMeasures } from './hear-measures.ts';
import type { Heard } from './heard.ts';
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
  const named = message.interpretation.entities.flatMap(
    (entity) => meaningOf(entity, { asked, message }) ?? [],
  );
  const spoken = [...named, ...saidAnywhere(form, message.interpretation.text.text)];
  const today = dayOf(message.now);
  const answered = answer === null ? openingOf(form, state, message) : [answer];
  // 没用过,不对,用过: of what is taken back and what is said instead, the last counts.
  const said =
    message.act === 'correct' ? [...spoken.toReversed(), ...answered] : [...answered, ...spoken];
  const all = [...said, ...toldBeside(form, state, message)].filter(
    ({ slot }, place, list) =>
      form.slots.has(slot) &&
      list.findIndex((other) => other.slot === slot) === place &&
      mayFill(state, slot, message.act),
  );
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

/** The one choice whose words stand in the text; 修过 in 没修过 is no word of its own. */
function namedChoice(choices: readonly SlotChoice[], text: string): SlotChoice | undefined {
  const said = choices.flatMap((choice) =>
    [choice.label, ...choice.words]
      .filter((word) => text.includes(word))
      .map((word) => ({ choice, word })),
  );
  const named = said.filter(
    ({ word }) => !said.some((other) => other.word !== word && other.word.includes(word)),
  );
  const [first] = named;
  return named.every(({ choice }) => choice === first?.choice) ? first?.choice : undefined;
}

interface Around {
  readonly asked: SlotDefinition | undefined;
  readonly message: FormMessage;
}

/** What an entity says about a form's slots; its date may be of another matter than the form's. */
function meaningOf(entity: Entity, around: Around): Heard | null {
  switch (entity.type) {
    case 'date':
      return datedAs(entity, entity.value, around);
    case 'days_ago':
      return datedAs(entity, addDays(dayOf(around.message.now), -entity.value), around);
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

const received = /收到|收货|签收|到货|到手|拿到|取到|取的|取件|送到|送来|寄到|到的|收的/;
const bought = /买|下单|下的单|拍的|拍下|订的|付款|付的/;

/** 前天收到 fills the day of receipt, 前天买 that of purchase; a bare 前天 answers the date that was asked for. */
function datedAs(entity: Entity, day: string, { asked, message }: Around): Heard | null {
  const near = clauseAround(message.interpretation.text.original, entity);
  if (received.test(near)) return { slot: 'receipt_date', value: day };
  if (bought.test(near)) return { slot: 'purchase_date', value: day };
  if (asked?.type === 'date') return { slot: asked.slot, value: day };
  return message.act === 'correct' ? { slot: 'receipt_date', value: day } : null;
}

/** The part between two marks that the entity stands in. */
function clauseAround(text: string, { start, end }: Entity): string {
  const before =
    text
      .slice(0, start)
      .split(/[，。！？；,.!?;\n]/)
      .at(-1) ?? '';
  const after = text.slice(end).split(/[，。！？；,.!?;\n]/)[0] ?? '';
  return before + after;
}
