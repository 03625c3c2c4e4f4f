import type { LogEntry } from '../../../src/conversation/log-entry.ts';

export interface CursorPump {
  /** Something may have been written: reads on from the cursor, unless it is reading already. */
  wake(): void;
  stop(): void;
  /** Resolves when nothing is being read or sent. */
  settled(): Promise<void>;
}

interface CursorPumpDeps {
  /** Seq after which to begin. */
  readonly cursor: number;
  /** `read` gives no more than this many entries. */
  readonly pageLength: number;
  /** Entries after the cursor; `null` once the conversation is gone. */
  read(afterSeq: number): Promise<readonly LogEntry[] | null>;
  /** Sends the entries in order and resolves when the reader can take more. */
  push(entries: readonly LogEntry[]): Promise<void>;
  gone(): void;
  /** A read or a push failed; the cursor stays, the next wake tries again. */
  failed(error: unknown): void;
}

/**
 * Moves one reader through one log: each entry once, in order, however often and from wherever it is woken.
 * Only one run at a time touches the cursor; a wake during a run makes it look once more before it rests.
 */
export function createCursorPump(deps: CursorPumpDeps): CursorPump {
  let { cursor } = deps;
  let running: Promise<void> | null = null;
  let isWoken = false;
  let isStopped = false;

  async function run(): Promise<void> {
    while (isWoken && !isStopped) {
      isWoken = false;
      await catchUp();
    }
  }

  async function catchUp(): Promise<void> {
    while (!isStopped && (await readOn()));
  }

  /** Sends the next page; whether another may follow. */
  async function readOn(): Promise<boolean> {
    const entries = await deps.read(cursor);
    if (isStopped) return false;
    if (entries === null) {
      deps.gone();
      return false;
    }
    const last = entries.at(-1);
    if (last === undefined) return false;
    // Moved before sending: what may have left already is never sent again on this socket.
    cursor = last.seq;
    await deps.push(entries);
    // A page that is not full ends at the head; whatever is written later wakes the pump.
    return entries.length >= deps.pageLength;
  }

  function wake(): void {
    isWoken = true;
    running ??= run()
      .catch((error: unknown) => deps.failed(error))
      .finally(() => {
        running = null;
        // Woken after the last look and before this line.
        if (isWoken && !isStopped) wake();
      });
  }

  return {
    wake,
    stop() {
      isStopped = true;
    },
    async settled() {
      while (running !== null) await running;
    },
  };
}
