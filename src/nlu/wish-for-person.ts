import { dialogActOf } from './dialog-act.ts';
import type { Interpretation } from './interpretation.ts';
import { normalise } from './normalise.ts';
import { smallTalk } from './small-talk.ts';
import { asksAboutService, reportsThePast, withoutLookAlikes } from './wish-look-alikes.ts';
import { againstTheBot, anyPerson, forAPerson, foreignWish, transfer } from './wish-wordings.ts';

/**
 * Whether the shopper wants a person. Each clause of the message is judged alone: what only looks like a wish
 * (人工智能, 不用转人工, 昨天人工客服说…) is taken out first, then one clear wish is enough, whatever stands around it.
 */
export function wishesForPerson(text: string): boolean {
  const normalised = normalise(text).text;
  const clauses = clausesOf(normalised);
  return foreignWish.test(normalised) || clauses.some(isWish) || asksToTransfer(clauses);
}

/**
 * From here on the classifier is believed, where no look-alike stands in the message. Of our own wishes, out of fold,
 * rules alone hear 80 in 100, with it 92, at seven more of 6,500 other lines taken for one; at 0.9 it is 90 and four.
 */
const sureBound = 0.7;

/**
 * Whether the shopper wants a person: by the rules, or because the classifier is sure of wordings that no rule knows
 * (叫个会办事的来). It alone would not do: it takes 人工降雨 for a wish, and must not be asked where a rule knows better.
 */
export function wantsPerson({ text, intent, confidence }: Interpretation): boolean {
  if (wishesForPerson(text.original)) return true;
  if (intent !== 'human_agent' || confidence < sureBound) return false;
  return smallTalk(text.text) === null && !isAnswer(text.text) && isPlainWish(text.text);
}

/** 不清楚 answers a question, whatever the classifier has seen it beside. */
function isAnswer(text: string): boolean {
  if (clausesOf(text).length > 1) return false;
  const act = dialogActOf(text);
  return act === 'dont_know' || act === 'yes' || act === 'no';
}

/** Whether nothing in a message speaks against what the classifier takes for a wish. */
export function isPlainWish(text: string): boolean {
  return clausesOf(text).every(isPlain);
}

function isPlain(clause: string): boolean {
  const isUntouched = withoutLookAlikes(clause) === clause;
  return isUntouched && !reportsThePast(clause) && !asksAboutService(clause);
}

/** 刚才的客服呢，帮我转回去: who is wanted stands in one clause, and what shall be done in another. */
function asksToTransfer(clauses: readonly string[]): boolean {
  return (
    clauses.some((clause) => transfer.test(clause)) &&
    clauses.some((clause) => byPhone.test(clause) || anyPerson.test(withoutLookAlikes(clause)))
  );
}

/** 人工电话 alone asks for the number. */
const byPhone = /(?:人工|客服)(?:电话|热线)/u;

/** Shorter messages are also read as one, for 转,人,工 and 人*工. */
const shortMessage = 8;

function clausesOf(text: string): readonly string[] {
  const clauses = text.split(/[\p{P}\p{S}\p{Z}]+/u).filter((clause) => clause !== '');
  const whole = clauses.join('');
  return clauses.length > 1 && whole.length <= shortMessage ? [...clauses, whole] : clauses;
}

function isWish(clause: string): boolean {
  if (againstTheBot.some((pattern) => pattern.test(clause))) return true;
  const rest = withoutLookAlikes(clause);
  if (reportsThePast(rest) || asksAboutService(rest)) return false;
  return forAPerson.some((pattern) => pattern.test(rest));
}
