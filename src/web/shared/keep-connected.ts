import { backOffMs } from './back-off.ts';
import type { OpenStream } from './direct-line-stream.ts';
import { createPause } from './pause.ts';

/** `online` by WebSocket or by polling: messages arrive. */
export type ConnectionStatus = 'connecting' | 'online' | 'reconnecting';

/** The two ways to hear of what is new. */
export interface Line {
  openStream(onOpen: () => void): Promise<OpenStream>;
  pollOnce(): Promise<void>;
  onStatus(status: ConnectionStatus): void;
}

export interface KeptConnection {
  /** Connects anew, now. */
  reconnect(): void;
  close(): void;
}

/** After this many sockets that never opened, though HTTP answers, a proxy is in the way: poll. */
const socketTries = 2;
const pollEveryMs = 2_000;
/** Rounds of polling before a socket is tried again: about a minute. */
const pollRounds = 30;

/** Holds a line open until `close`, with a growing wait between tries that fail. */
export function keepConnected(line: Line, random: () => number): KeptConnection {
  const pause = createPause();
  let isClosed = false;
  let attempt = 0;
  let unopenedSockets = 0;
  let closeStream = () => {};

  async function stream(): Promise<void> {
    const { ended, close } = await line.openStream(() => line.onStatus('online'));
    closeStream = close;
    if (isClosed) close();
    const end = await ended;
    unopenedSockets = end === 'never-opened' ? unopenedSockets + 1 : 0;
    if (end === 'served') attempt = 0;
  }

  async function poll(): Promise<void> {
    for (let round = 0; round < pollRounds && !isClosed; round += 1) {
      await line.pollOnce();
      line.onStatus('online');
      await pause.wait(pollEveryMs * (0.75 + random() / 2));
    }
    unopenedSockets = 0;
  }

  async function run(): Promise<void> {
    line.onStatus('connecting');
    while (!isClosed) {
      // Whatever fails, the answer is the same: wait a little, then try again from the watermark.
      await (unopenedSockets < socketTries ? stream() : poll()).catch(() => undefined);
      if (isClosed) return;
      line.onStatus('reconnecting');
      await pause.wait(backOffMs(attempt, random));
      attempt += 1;
    }
  }

  void run(); // ends with close(); no failure leaves it
  return {
    reconnect() {
      attempt = 0;
      closeStream();
      pause.skip();
    },
    close() {
      isClosed = true;
      closeStream();
      pause.skip();
    },
  };
}
