import type { TurnContext } from 'botbuilder-core';
import { personChoice, sayReply } from './say.ts';
import { turnOf } from './turn.ts';

/** Value of the button that asks to put the question in other words. */
const rephraseChoice = 'rephrase';

/** Offers what may help where an answer did not: other words, or a person. */
export async function offerOtherWays(context: TurnContext): Promise<void> {
  const turn = turnOf(context);
  const choices = [
    { label: turn.sentence('feedback.rephrase'), value: rephraseChoice },
    { label: turn.sentence('unknown.person'), value: personChoice },
  ];
  await sayReply(context, 'feedback.not-useful', {}, { choices });
}

/** Whether the message takes that offer; then the shopper is asked for the other words. Open questions stay open. */
export async function hearRephrase(context: TurnContext): Promise<boolean> {
  const turn = turnOf(context);
  const { choice, text } = turn.said;
  // Clients that send a button's label only have no value.
  const isTaken =
    choice === rephraseChoice || (choice === null && text === turn.sentence('feedback.rephrase'));
  if (isTaken) await sayReply(context, 'feedback.go-on');
  return isTaken;
}
