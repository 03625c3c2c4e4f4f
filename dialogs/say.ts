import type { Activity, TurnContext } from 'botbuilder-core';
import type { Choice, ReplyDetails } from '../src/conversation/log-entry.ts';
import { type Answer, answerFrom } from '../src/knowledge/answer.ts';
import type { FaqEntry } from '../src/knowledge/faq-entry.ts';
import type { ReplyFacts } from '../src/knowledge/fill-reply.ts';
import type { ReplyKey } from '../src/knowledge/replies.ts';
import type { Revision } from '../src/knowledge/revision.ts';
import { noteTold } from './note-told.ts';
import { turnOf } from './turn.ts';

/** Value of the button that asks for a person. */
export const personChoice = 'person';

/** Sends a message of the bot; `details` become `channelData.anxin`. */
export async function say(
  context: TurnContext,
  text: string,
  details?: ReplyDetails,
): Promise<void> {
  const activity: Partial<Activity> = { type: 'message', text };
  if (details) activity.channelData = { anxin: details };
  await context.sendActivity(activity);
}

/** Sends a reviewed sentence of the reply file. */
export async function sayReply(
  context: TurnContext,
  key: ReplyKey,
  facts: ReplyFacts = {},
  details?: ReplyDetails,
): Promise<void> {
  await say(context, turnOf(context).sentence(key, facts), details);
}

/** Sends the answer of an entry with the clauses it rests on; a person is offered where they contradict others. */
export async function sayAnswer(
  context: TurnContext,
  revision: Revision,
  entry: FaqEntry,
  choices: readonly Choice[] = [],
): Promise<void> {
  const { text, citations, isDisputed } = answerFrom(revision, entry);
  const answer = noteTold(turnOf(context), revision, entry);
  const offered = isDisputed ? [personButton(context)] : choices;
  await say(context, text, {
    citations,
    answer,
    ...(offered.length > 0 ? { choices: offered } : {}),
  });
}

/** Sends what contradicting clauses say, above a button that leads to a person. */
export async function sayBothSides(
  context: TurnContext,
  { text, citations }: Answer,
): Promise<void> {
  await say(context, text, { citations, choices: [personButton(context)] });
}

/** Sends a sentence under which a button leads to a person. */
export async function offerPerson(
  context: TurnContext,
  key: ReplyKey,
  facts: ReplyFacts = {},
): Promise<void> {
  await sayReply(context, key, facts, { choices: [personButton(context)] });
}

function personButton(context: TurnContext): { readonly label: string; readonly value: string } {
  return { label: turnOf(context).sentence('unknown.person'), value: personChoice };
}
