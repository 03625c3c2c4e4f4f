import type { DeskEvents, HandoffList, HeldList } from '../api/desk.ts';
import type { PromiseList } from '../api/promises.ts';
import type { TurnStore } from '../conversation/turn-store.ts';
import type { Desk } from '../handoff/create-desk.ts';
import type { ConversationId } from '../kernel/ids.ts';
import { entryView, type LinkFile } from './desk-wire.ts';
import type { EventWriter } from './event-writer.ts';

/** The conversation that an agent has open, and the last entry they have of it. */
export interface Watched {
  readonly conversationId: ConversationId;
  readonly after: number;
}

export interface DeskStreamDeps {
  readonly store: Pick<TurnStore, 'since'>;
  readonly desk: Pick<Desk, 'view'>;
  readonly linkFile: LinkFile;
  /** Lists as they are now. */
  readonly queue: () => Promise<HandoffList>;
  readonly held: () => Promise<HeldList>;
  readonly alarms: () => Promise<PromiseList>;
  readonly failed: (error: unknown) => void;
}

/** One agent's page that looks on. */
export interface DeskStream {
  readonly watched: ConversationId | null;
  /** Something may have changed: looks, and sends what did. */
  wake(part: Part): void;
  typing(): void;
}

type Part = 'lists' | 'log';

/** Entries read at once. */
const pageLength = 100;

/**
 * Keeps one page up to date. Only one run at a time reads and writes; what is woken meanwhile is looked at once more,
 * so a reader who is slow gets the lists as they are in the end, not each state between.
 */
export function createDeskStream(
  deps: DeskStreamDeps,
  writer: EventWriter,
  watched: Watched | null,
): DeskStream {
  const due = new Set<Part>();
  const sendLists = createListSender(deps, writer);
  const sendLog = watched === null ? null : createLogSender(deps, writer, watched);
  let isRunning = false;

  async function run(): Promise<void> {
    while (due.size > 0 && writer.isOpen()) {
      if (due.delete('lists')) await sendLists();
      if (due.delete('log')) await sendLog?.();
    }
  }

  function begin(): void {
    isRunning = true;
    void run()
      // The cursor has not moved past what was not sent: the next wake or sweep goes on there.
      .catch(deps.failed)
      .finally(() => {
        isRunning = false;
        // Woken after the last look and before this line.
        if (due.size > 0 && writer.isOpen()) begin();
      });
  }

  return {
    watched: watched?.conversationId ?? null,
    wake(part) {
      due.add(part);
      if (!isRunning) begin();
    },
    typing() {
      if (watched) void send(writer, 'typing', { conversationId: watched.conversationId });
    },
  };
}

/** Sends each list when it is not what was sent last. */
function createListSender({ queue, held, alarms }: DeskStreamDeps, writer: EventWriter) {
  const last = new Map<string, string>();

  async function sendChanged<Name extends 'queue' | 'held' | 'alarms'>(
    name: Name,
    list: DeskEvents[Name],
  ) {
    const text = JSON.stringify(list);
    if (last.get(name) === text) return;
    last.set(name, text);
    await send(writer, name, list);
  }

  return async (): Promise<void> => {
    await sendChanged('queue', await queue());
    await sendChanged('held', await held());
    await sendChanged('alarms', await alarms());
  };
}

/** Sends what the log has after the cursor, then who speaks, if that is another. */
function createLogSender(deps: DeskStreamDeps, writer: EventWriter, watched: Watched) {
  const { conversationId } = watched;
  let cursor = watched.after;
  let lastOwner = '';
  let isGone = false;

  async function reset(): Promise<void> {
    cursor = 0;
    await send(writer, 'reset', { conversationId });
  }

  /** Returns whether there were any. */
  async function sendEntries(): Promise<boolean> {
    const slice = await deps.store.since(conversationId, cursor, pageLength);
    if (slice === null) {
      isGone = true;
      await reset();
      return false;
    }
    // A cursor from before a restore: the log is another one now.
    if (cursor > slice.head) await reset();
    for (const entry of slice.entries) {
      if (!writer.isOpen()) return false;
      const view = await entryView(entry, deps.linkFile);
      // Moved before sending: what may have left already is not sent again on this connection.
      cursor = entry.seq;
      await send(writer, 'entry', { conversationId, entry: view }, `${conversationId}:${cursor}`);
    }
    return slice.entries.length > 0 || cursor < slice.head;
  }

  return async (): Promise<void> => {
    let hasNew = false;
    while (!isGone && writer.isOpen() && (await sendEntries())) hasNew = true;
    if (isGone || !writer.isOpen()) return;
    const { owner, ownerName, head } = await deps.desk.view(conversationId, cursor);
    const ownerText = JSON.stringify({ owner, ownerName });
    const isOwnerNew = ownerText !== lastOwner;
    if (isOwnerNew) await send(writer, 'owner', { conversationId, owner, ownerName });
    const hasChanged = hasNew || (isOwnerNew && lastOwner !== '');
    lastOwner = ownerText;
    if (hasChanged) await send(writer, 'context', { conversationId, head });
  };
}

function send<Name extends keyof DeskEvents>(
  writer: EventWriter,
  event: Name,
  data: DeskEvents[Name],
  id?: string,
): Promise<void> {
  return writer.send({ event, data, ...(id === undefined ? {} : { id }) });
}
