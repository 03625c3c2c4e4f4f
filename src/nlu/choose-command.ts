import { asksInGeneral } from './asks-in-general.ts';
import { asksRule } from './asks-rule.ts';
import { doubtsRefusal } from './doubts-refusal.ts';
import type { Intent } from './intents.ts';
import type { Interpretation } from './interpretation.ts';
import { nearIntents } from './near-intents.ts';
import { smallTalk } from './small-talk.ts';
import { isPlainWish, wantsPerson } from './wish-for-person.ts';

/** What the bot does with a message that no open dialog takes. */
export type Command =
  /** Begins a dialog. */
  | { readonly kind: 'start'; readonly dialog: string }
  /** Asks which of two or three matters is meant. */
  | { readonly kind: 'ask-matter'; readonly intents: readonly Intent[] }
  | {
      readonly kind: /** Tells the best entry. */
        | 'answer'
        /** Asks which of the best entries was meant. */
        | 'clarify'
        | 'handoff'
        | 'chitchat'
        /** Says that this is not the shop's business, and what is. */
        | 'refuse'
        /** Says that it does not know, and offers a person. */
        | 'unknown';
    };

/** What the choice needs to know of a search. */
export interface Found {
  readonly zone: 'answer' | 'did-you-mean' | 'abstain';
  /** 1: an operator wrote this very wording. */
  readonly confidence: number;
}

interface Choice {
  readonly interpretation: Interpretation;
  readonly search: Found;
  /** Which dialog an intent begins. */
  readonly dialogs: ReadonlyMap<Intent, string>;
  /** The message answers such a question: it is not asked again. */
  readonly isAsked?: boolean;
}

/**
 * From here on an intent begins its dialog by itself. `npm run bench:start` on utterances the model had not seen: 57 in
 * 100 wishes begin their dialog, of 100 dialogs begun 22 are a neighbour's (exchange for return) and hardly one a mere
 * question; at 0.5 it is 52 and 17. A dialog begun by mistake costs a 取消, one not begun costs the matter.
 */
export const startBound = 0.4;

/** The dialog of all that a person settles. */
export const matterDialog = 'matter';

/** Where a rule is asked for the knowledge comes first: 退货的运费谁出 is more often that than a claim. */
const answeredFirst: ReadonlySet<string> = new Set([
  matterDialog,
  'freight-insurance-claim',
  'price-protection',
]);

/** The same, where nothing is said of goods of one's own: 假货怎么赔, but not 怀疑是假货怎么赔. */
const answeredInGeneral: ReadonlySet<string> = new Set(['counterfeit-claim']);

/** Whether a dialog may have been answered instead of begun, so that its button stands beside the answer. */
export const isAnsweredFirst = (dialog: string) =>
  answeredFirst.has(dialog) || answeredInGeneral.has(dialog);

/**
 * From here on an intent begins its dialog even where an operator wrote this very wording for an answer: 衣服退货 asks
 * for the return, not for how returns work. What is worded as a question is answered: 换货多久给我发新的.
 */
const firmBound = 0.9;

/**
 * From here on a message is refused as no business of the shop, where the search has found nothing either: 12 in 100
 * are refused wrongly, and are told where to find a person.
 */
export const refuseBound = 0.6;

/**
 * Chooses what to do: a wish for a person before all else, small talk, the dialog of a firm intent, an operator's own
 * wording, whether a refusal was right, a question where two matters are near, the dialog of a sure intent, then what the search dares. Whether 能不能退 means the shopper's own goods is the classifier's to tell.
 */
export function chooseCommand(choice: Choice): Command {
  const { interpretation, search, dialogs } = choice;
  const { original } = interpretation.text;
  if (wantsPerson(interpretation)) return { kind: 'handoff' };
  if (smallTalk(original) !== null) return { kind: 'chitchat' };
  const { intent, confidence } = interpretation;
  const dialog = dialogs.get(intent);
  const isFirm = dialog !== undefined && confidence >= firmBound && !asksRule(original);
  if (search.confidence === 1 && !isFirm) return { kind: 'answer' };
  const isDoubt = search.zone === 'answer' && doubtsRefusal(original);
  if (isDoubt && confidence < firmBound) return { kind: 'answer' };
  const near = nearMatters(choice);
  if (near.length > 0) return { kind: 'ask-matter', intents: near };
  if (dialog !== undefined) return towardsDialog(dialog, interpretation, search);
  if (search.zone === 'answer') return { kind: 'answer' };
  if (search.zone === 'did-you-mean') return { kind: 'clarify' };
  return withoutAnswer(interpretation);
}

/** An action that is asked for by name needs no question: 内裤不合适退货. */
const namedActions: ReadonlyMap<Intent, RegExp> = new Map([
  ['return_goods', /退[货款]/u],
  ['exchange_goods', /换货/u],
  ['repair_goods', /维修|返修|保修/u],
]);

/** Asked before a dialog is begun that may be a neighbour's, and where else nothing could be said; an answer costs nothing. */
function nearMatters({ interpretation, search, dialogs, isAsked }: Choice): readonly Intent[] {
  const { intent, confidence } = interpretation;
  const wouldStart = dialogs.has(intent) && confidence >= startBound;
  const wouldTell = !wouldStart && search.zone !== 'abstain';
  const isNamed = namedActions.get(intent)?.test(interpretation.text.text) ?? false;
  if (isAsked === true || wouldTell || isNamed) return [];
  return nearIntents(interpretation, (one) => dialogs.get(one) ?? 'search');
}

/** A doubtful intent does not begin its dialog over an answer that is sure. */
function towardsDialog(dialog: string, interpretation: Interpretation, { zone }: Found): Command {
  const { confidence, text } = interpretation;
  const isQuestion =
    (answeredFirst.has(dialog) && asksRule(text.original)) ||
    (answeredInGeneral.has(dialog) && asksInGeneral(interpretation));
  const isAnswered = isQuestion && zone !== 'abstain';
  if (confidence >= startBound && !isAnswered) return { kind: 'start', dialog };
  if (zone === 'answer') return { kind: 'answer' };
  return { kind: zone === 'did-you-mean' ? 'clarify' : 'unknown' };
}

function withoutAnswer({ text, intent, confidence }: Interpretation): Command {
  const isSure = confidence >= refuseBound;
  if (intent === 'out_of_scope' && isSure) return { kind: 'refuse' };
  if (intent === 'chitchat' && isSure) return { kind: 'chitchat' };
  const isWish = intent === 'human_agent' && isSure && isPlainWish(text.text);
  return { kind: isWish ? 'handoff' : 'unknown' };
}
