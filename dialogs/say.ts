import type { Activity, TurnContext } from 'botbuilder-core';
import type { ReplyDetails } from '../src/conversation/log-entry.ts';
import { citationOf } from '../src/knowledge/citation.ts';
import type { FaqEntry } from '../src/knowledge/faq-entry.ts';
import type { ReplyFacts } from '../src/knowledge/fill-reply.ts';
import type { ReplyKey } from '../src/knowledge/replies.ts';
import type { Revision } from '../src/knowledge/revision.ts';
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

/** Sends the answer of an entry with the clauses it rests on. */
export async function sayAnswer(
  context: TurnContext,
  revision: Revision,
  entry: FaqEntry,
): Promise<void> {
  const citations = entry.citations.map((clauseId) => citationOf(revision, clauseId));
  await say(context, entry.answer, { citations });
}

/** Sends a sentence under which a button leads to a person. */
export async function offerPerson(context: TurnContext, key: ReplyKey): Promise<void> {
  const label = turnOf(context).sentence('unknown.person');
  await sayReply(context, key, {}, { choices: [{ label, value: personChoice }] });
}
