import { type Activity, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder-core';
import type { NewEntry, ReplyDetails } from '../../src/conversation/log-entry.ts';
import { AppError } from '../../src/kernel/errors.ts';
import type { Json } from '../../src/kernel/json.ts';

/**
 * The Bot Framework's adapter, as thin as it can be: what a dialog sends is collected and becomes part of the
 * turn's one commit. Nothing leaves the process from here, so there is no connector and no credential.
 */
export class TurnAdapter extends BotAdapter {
  readonly #outboxes = new WeakMap<TurnContext, NewEntry[]>();

  /** Runs one turn and returns what was said in it. An exception of `logic` passes through. */
  async collect(
    activity: Partial<Activity>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<readonly NewEntry[]> {
    const context = new TurnContext(this, activity);
    const outbox: NewEntry[] = [];
    this.#outboxes.set(context, outbox);
    await logic(context);
    return outbox;
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const outbox = this.#outboxes.get(context);
    if (!outbox) throw new AppError('INTERNAL', 'an activity was sent outside its turn');
    outbox.push(...activities.map(entryOf));
    return activities.map(() => ({ id: '' }));
  }

  override updateActivity(): Promise<undefined> {
    return Promise.reject(new AppError('INTERNAL', 'the log is append-only: send a new activity'));
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(new AppError('INTERNAL', 'the log is append-only: erase by request'));
  }

  override continueConversation(): Promise<void> {
    return Promise.reject(
      new AppError('INTERNAL', 'proactive messages are commits of their own: use the store'),
    );
  }
}

function entryOf(activity: Partial<Activity>): NewEntry {
  const author = { role: 'bot', id: 'anxin' } as const;
  if (activity.type === 'event') {
    const value: Json = activity.value ?? null;
    return { kind: 'event', author, body: { name: activity.name ?? '', value } };
  }
  const text = activity.text ?? '';
  const details: ReplyDetails | undefined = activity.channelData?.anxin;
  return { kind: 'message', author, body: details ? { text, details } : { text } };
}
