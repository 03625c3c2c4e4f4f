import type { Activity } from '../../../src/api/directline.ts';
import type { Author } from '../../../src/conversation/log-entry.ts';
import type { Clock } from '../../../src/kernel/clock.ts';
import type { ConversationId } from '../../../src/kernel/ids.ts';
import type { Json } from '../../../src/kernel/json.ts';
import type { NewId } from '../../../src/kernel/random.ts';
import { renderAuthor } from '../render-activity.ts';

/** Something to show now and to forget: somebody types, a place in the queue moved. */
export interface EphemeralActivity {
  readonly type: 'typing' | 'event';
  readonly name?: string;
  readonly value?: Json;
  /** Absent: the program itself. */
  readonly author?: Author;
}

const program: Author = { role: 'system', id: 'system' };

/** Makes it look like any other activity, under an id that is in no log. */
export function renderEphemeral(
  { clock, newId }: { readonly clock: Clock; readonly newId: NewId },
  conversationId: ConversationId,
  { author = program, ...content }: EphemeralActivity,
): Activity {
  return {
    id: ephemeralId(conversationId, newId),
    timestamp: new Date(clock.now()).toISOString(),
    channelId: 'directline',
    conversation: { id: conversationId },
    from: renderAuthor(author),
    ...content,
  };
}

/** Told apart from ids of the log by its letter. */
export function ephemeralId(conversationId: ConversationId, newId: NewId): string {
  return `${conversationId}|e-${newId().slice(0, 12)}`;
}
