import type { TurnContext } from 'botbuilder-core';
import type { ConversationState } from '../src/conversation/conversation-state.ts';
import { joinQueue, leaveQueue, type OwnerChange } from '../src/handoff/ownership.ts';
import { wantsPerson } from '../src/nlu/wish-for-person.ts';
import { wishesToLeaveQueue } from '../src/nlu/wish-to-leave-queue.ts';
import { sayReply } from './say.ts';
import { turnOf } from './turn.ts';

/** The way out: puts the shopper into the queue in this turn, from whatever state, and says the place; before others where `atLeast` says so. */
export async function askForPerson(context: TurnContext, atLeast = 0): Promise<void> {
  const turn = turnOf(context);
  if (atLeast > 0) turn.state = moreUrgent(turn.state, atLeast);
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

/** What the matter itself says of how long it can wait. */
function moreUrgent(state: ConversationState, priority: number): ConversationState {
  const mood = state.mood ?? { signs: [], answered: [], priority: 0 };
  return { ...state, mood: { ...mood, priority: Math.max(mood.priority, priority) } };
}
