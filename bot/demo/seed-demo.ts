import { setTimeout as pause } from 'node:timers/promises';
import type { ChatSessionReply } from '../../src/api/chat-session.ts';
import type { Activity, ActivitySet } from '../../src/api/directline.ts';
import { AppError } from '../../src/kernel/errors.ts';
import type { Json } from '../../src/kernel/json.ts';
import { newId } from '../../src/kernel/random.ts';
import { type DemoShopper, demoShoppers } from './demo-shoppers.ts';

const pollMs = 50;
/** A reply that takes longer is not waited for any more. */
const replyLimitMs = 10_000;

/** Lets the demonstration's shoppers talk with a running server, one after another, as their pages would. */
export async function seedDemo(url: string): Promise<void> {
  for (const shopper of demoShoppers) await play(url, shopper);
}

async function play(url: string, { steps }: DemoShopper): Promise<void> {
  const session: ChatSessionReply = await ask(`${url}/api/chat/session`, { body: {} });
  const activities = `${url}/v3/directline/conversations/${session.conversationId}/activities`;
  let last = await waitForReply({ activities, session, after: '' });
  for (const step of steps) {
    const message = 'say' in step ? { text: step.say } : firstOffered(last);
    if (message === null) continue;
    const from = { id: session.userId };
    const body = { type: 'message', id: newId(), from, ...message };
    const { id } = await ask<{ id: string }>(activities, { body, token: session.token });
    last = await waitForReply({ activities, session, after: id });
  }
}

interface Waiting {
  readonly activities: string;
  readonly session: ChatSessionReply;
  /** Id of the activity that is to be answered. */
  readonly after: string;
}

/** The last message of the bot once it has answered. */
async function waitForReply({ activities, session, after }: Waiting): Promise<Activity> {
  const limit = AbortSignal.timeout(replyLimitMs);
  while (!limit.aborted) {
    const page: ActivitySet = await ask(activities, { token: session.token });
    const reply = page.activities.findLast(isBots);
    // Ids are padded, so their order as text is that of the log.
    if (reply && reply.id > after) return reply;
    await pause(pollMs);
  }
  throw new AppError('INTERNAL', `no reply to '${after}' within ${replyLimitMs} ms`);
}

const isBots = ({ type, from }: Activity) => type === 'message' && from.role === 'bot';

/** The message that tapping the first button or order would send; `null` where nothing is offered. */
function firstOffered({
  channelData,
}: Activity): { readonly text: string; readonly value: Json } | null {
  const { choices = [], input } = anxinOf(channelData);
  const [first] = input?.orders ?? choices;
  return first ? { text: first.label, value: { choice: first.value } } : null;
}

interface Offers {
  readonly choices?: readonly Offer[];
  readonly input?: { readonly orders?: readonly Offer[] };
}

interface Offer {
  readonly label: string;
  readonly value: string;
}

/** `channelData.anxin` as our own bot writes it. */
function anxinOf(channelData: Json | undefined): Offers {
  return (channelData as { readonly anxin?: Offers } | undefined)?.anxin ?? {};
}

async function ask<T>(
  url: string,
  { body, token }: { readonly body?: object; readonly token?: string },
): Promise<T> {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new AppError('INTERNAL', `${url} answered ${response.status}`);
  // Our own server's answer, as its types say.
  return (await response.json()) as T;
}
