import type { TurnContext } from 'botbuilder-core';
import type { AftersalesCase } from '../src/cases/case.ts';
import { sayReply } from './say.ts';
import { turnOf } from './turn.ts';

/** As much of what was asked as a reminder repeats; all of it stands in the conversation. */
const longestAsked = 40;

/** A new matter begins while an older one waits for its shopper: says so in one sentence. */
export async function remindOfWaiting(context: TurnContext): Promise<void> {
  const cases = (await turnOf(context).casesHere()).map(({ aftersalesCase }) => aftersalesCase);
  const waiting = cases.find(({ status }) => status === 'waiting_for_shopper');
  if (!waiting) return;
  const { caseId, subject } = waiting;
  await sayReply(context, 'case.still-waits', { caseId, subject, what: askedFor(waiting) });
}

/** What the shop asked for last, in its words; else what the duty is called. */
function askedFor({ history, deadlines }: AftersalesCase): string {
  const note = history.findLast(({ what }) => what === 'ask')?.note;
  const label = deadlines.findLast(({ phase, state }) => phase === 'answer' && state === 'running');
  const asked = [
    ...(note ?? label?.label ?? '').replaceAll(/\s+/gu, ' ').replace(/[。.！!]+$/u, ''),
  ];
  return asked.length > longestAsked ? `${asked.slice(0, longestAsked).join('')}…` : asked.join('');
}
