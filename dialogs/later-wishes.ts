import type { TurnContext } from 'botbuilder-core';
import { formFromJson } from '../src/forms/form-state.ts';
import { pickChoice } from '../src/forms/pick-choice.ts';
import type { Interpretation, Wish } from '../src/nlu/interpretation.ts';
import { settledSlot } from './form-go.ts';
import { personChoice, sayReply } from './say.ts';
import { type Said, type Turn, turnOf } from './turn.ts';

/** `ask` of the offer, and the values of its buttons. */
const laterAsk = 'later-wish';
const takeChoice = 'later-take';
const leaveChoice = 'later-leave';

/** As much of the shopper's own words as an offer repeats. */
const longestQuote = 24;

/** Of several wishes in one message the first is dealt with now; the others wait until it is over. */
export function keepLaterWishes(turn: Turn): void {
  const [first, ...later] = turn.said.interpretation.wishes;
  if (first === undefined || later.length === 0 || turn.said.choice !== null) return;
  // An operator's own wording is one question, however it is put.
  if (turn.search(turn.said.text).confidence === 1) return;
  const texts = later.map(({ text }) => text);
  const orderNumber = sharedOrder(turn.said.interpretation, first);
  turn.state = { ...turn.state, later: { texts, isOffered: false, orderNumber } };
  turn.said = { ...withNumber(turn.read(first.text), orderNumber), files: turn.said.files };
}

/** The one order that a message names with its first wish, or by itself; what stands beside another wish is of that one. */
function sharedOrder({ entities, text }: Interpretation, first: Wish): string | null {
  const numbers = entities.flatMap((entity) => (entity.type === 'order_id' ? [entity] : []));
  const [only, another] = numbers;
  if (!only || another) return null;
  const isShared = first.text.includes(only.text) || standsAlone(only.text, text.original);
  return isShared ? only.value : null;
}

/** 换货，订单3001，怀疑是假货: the number is said by itself, and so of all that is wanted. */
function standsAlone(number: string, text: string): boolean {
  const clause = text.split(/[，。！？；、,!?;\n]/u).find((one) => one.includes(number));
  const rest = clause?.replace(number, '').replaceAll(/[\p{P}\p{S}\s]/gu, '') ?? '';
  return (
    clause !== undefined && /^(?:我的?|这是)?(?:订单|单)?(?:编号|号码|号)?(?:是|为)?$/u.test(rest)
  );
}

/** What was read in a part of a message, about the order that stands elsewhere in it. */
function withNumber(said: Said, value: string | null | undefined): Said {
  const { interpretation } = said;
  const { entities, text } = interpretation;
  if (typeof value !== 'string' || entities.some(({ type }) => type === 'order_id')) return said;
  const at = text.original.length;
  const entity = { type: 'order_id', value, text: value, start: at, end: at } as const;
  return { ...said, interpretation: { ...interpretation, entities: [...entities, entity] } };
}

/** Offers what waits, once nothing is open any more. */
export async function offerLaterWish(context: TurnContext, isIdle: boolean): Promise<void> {
  const turn = turnOf(context);
  const { later, owner } = turn.state;
  const [text] = later?.texts ?? [];
  const isOver = isIdle || formFromJson(turn.state.form)?.asked === settledSlot;
  if (!later || later.isOffered || text === undefined || !isOver || owner.kind !== 'bot') return;
  turn.state = { ...turn.state, later: { ...later, isOffered: true } };
  const isPersonNear = !isIdle || turn.state.misses > 0;
  const person = { label: turn.sentence('unknown.person'), value: personChoice };
  const choices = [...choicesOf(turn), ...(isPersonNear ? [person] : [])];
  await sayReply(context, 'later.offer', { wish: quoted(text) }, { ask: laterAsk, choices });
}

/**
 * What the message does with the offer before it. `taken`: the wish is what was said now, and begins at the root;
 * `settled`: it has had its reply; `none`: there was no offer, or something else was said, and the offer is over.
 */
export async function answerLaterOffer(
  context: TurnContext,
): Promise<'taken' | 'settled' | 'none'> {
  const turn = turnOf(context);
  const { later } = turn.state;
  if (!later?.isOffered) return 'none';
  const { act } = turn.said;
  if (turn.said.choice === null && act === 'wait') {
    await sayReply(context, 'form.wait');
    return 'settled';
  }
  const answer = answerTo(turn);
  const [text, ...others] = later.texts;
  const isTaken = answer === takeChoice && text !== undefined;
  const isLeft = isTaken && others.length > 0;
  const left = { ...later, texts: others, isOffered: false };
  turn.state = { ...turn.state, later: isLeft ? left : null };
  if (isTaken) {
    turn.said = withNumber(turn.read(text), later.orderNumber);
    turn.state = { ...turn.state, form: null };
    return 'taken';
  }
  if (answer === null) return 'none';
  await sayReply(context, 'later.left');
  return 'settled';
}

function answerTo(turn: Turn): typeof takeChoice | typeof leaveChoice | null {
  const { said } = turn;
  const picked = pickChoice(said, choicesOf(turn));
  if (typeof picked !== 'string') return picked.value;
  if (said.choice !== null) return null;
  if (said.act === 'yes') return takeChoice;
  return said.act === 'no' || said.act === 'cancel' ? leaveChoice : null;
}

const choicesOf = ({ sentence }: Turn) =>
  [
    { label: sentence('later.take'), value: takeChoice },
    { label: sentence('later.leave'), value: leaveChoice },
  ] as const;

function quoted(text: string): string {
  const characters = [...text];
  const isLong = characters.length > longestQuote;
  return isLong ? `${characters.slice(0, longestQuote).join('')}…` : text;
}
