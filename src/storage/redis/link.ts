import { type ClientConfig, connect, type Send } from './client.ts';
import type { Reply } from './replies.ts';

/** A connection that is never given up, and cut when it has gone silent. */
export interface RedisLink {
  readonly send: Send;
  /** Sends once and waits for the answer until `deadline` (of `performance.now`). */
  answer(args: readonly string[], deadline: number): Promise<Reply>;
  /** Lets go, once what was sent has been answered. */
  close(): Promise<void>;
  /** Lets go at once: what waits for an answer is rejected. */
  destroy(): void;
}

/**
 * A connection that gives no answer to anything for that long, while one is due, is taken for half open: the other
 * side is gone and nobody has told us. Pings would not help: writing them keeps the socket's own timer from running.
 */
const silenceMs = 2_500;

export function createLink(config: ClientConfig): RedisLink {
  let client = connect(config);
  let lastAnswerAt = 0;

  async function send(args: readonly string[]): Promise<Reply> {
    try {
      return await client.send(args);
    } finally {
      lastAnswerAt = performance.now();
    }
  }

  /** What waits on it is rejected, and may be sent again on the next one. */
  function cut(): void {
    const silent = client;
    lastAnswerAt = performance.now();
    config.onDown(new Error(`no answer in ${silenceMs} ms`));
    client = connect(config);
    silent.destroy();
  }

  return {
    send,
    async answer(args, deadline) {
      const sent = send(args).then((reply) => ({ reply }));
      for (;;) {
        const begun = performance.now();
        const waitMs = Math.min(silenceMs, deadline - begun);
        const answer = await within(waitMs, sent);
        if (answer !== null) return answer.reply;
        if (lastAnswerAt < begun && waitMs === silenceMs) cut();
        if (performance.now() >= deadline) throw new Error('no answer before the deadline');
      }
    },
    close: () => client.close(),
    destroy: () => client.destroy(),
  };
}

/** What was promised, or null when it takes longer. */
async function within<T>(ms: number, promised: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([promised, late]);
  } finally {
    clearTimeout(timer);
  }
}
