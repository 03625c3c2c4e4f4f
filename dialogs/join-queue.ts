import type { TurnContext } from 'botbuilder-core';
import { joinQueue, leaveQueue, type OwnerChange } from '../src/handoff/ownership.ts';
import { wantsPerson } from '../src/nlu/wish-for-person.ts';
import { wishesToLeaveQueue } from '../src/nlu/wish-to-leave-queue.ts';
import { sayReply } from './say.ts';
import { turnOf } from './turn.ts';

/** The way out: puts the shopper into the queue in this turn, from whatever state, and says the place. */
export async function askForPerson(context: TurnContext): Promise<void> {
  const turn = turnOf(context);
  const place = await turn.nextPlace(turn.state.mood?.priority ?? 0);
  await change(context, joinQueue(turn.state, turn.now, place));
  await sayReply(context, 'handoff.queued', { place });
}

/** While the shopper waits the bot is silent, but for questions about the waiting itself. */
export async function waitInQueue(context: TurnContext): Promise<void> {
  const turn = turnOf(context);
  if (wishesToLeaveQueue(turn.said.text)) {
    await change(context, leaveQueue(turn.state));
    await sayReply(context, 'handoff.left');
    return;
  }
  if (wantsPerson(turn.said.interpretation)) {
    const place = (await turn.place()) ?? 1;
    await sayReply(context, 'handoff.still-queued', { place });
  }
}

async function change(context: TurnContext, { state, effects, event }: OwnerChange): Promise<void> {
  const turn = turnOf(context);
  turn.state = state;
  turn.effects.push(...effects);
  await context.sendActivity({ type: 'event', ...event.body });
}
