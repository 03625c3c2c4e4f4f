import type { TurnContext } from 'botbuilder-core';
import { formFromJson } from '../src/forms/form-state.ts';
import { pickChoice } from '../src/forms/pick-choice.ts';
import { settledSlot } from './form-go.ts';
import { personChoice, sayReply } from './say.ts';
import { type Turn, turnOf } from './turn.ts';

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
  turn.state = { ...turn.state, later: { texts, isOffered: false } };
  turn.said = { ...turn.read(first.text), files: turn.said.files };
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
  turn.state = { ...turn.state, later: isLeft ? { texts: others, isOffered: false } : null };
  if (isTaken) {
    turn.said = turn.read(text);
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
