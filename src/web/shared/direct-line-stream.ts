import { parseAnswer } from './request.ts';
import type { ActivitySet } from './wire.ts';

/** How a stream came to its end; `served`: it stood long enough to be called good. */
export type StreamEnd = 'never-opened' | 'dropped' | 'served';

export interface OpenStream {
  readonly ended: Promise<StreamEnd>;
  readonly close: () => void;
}

/** A socket that stood this long was a good one: the next try starts without waiting long. */
const goodAfterMs = 5_000;
/** A network that lets WebSockets hang rather than fail must not hold us. */
const openWithinMs = 8_000;

/** Reads one WebSocket to its end. An empty frame is a ping. `close` ends it early. */
export function followStream(
  streamUrl: string,
  on: { readonly open: () => void; readonly frame: (frame: ActivitySet) => void },
): OpenStream {
  const socket = new WebSocket(streamUrl);
  let isOpen = false;
  let end: StreamEnd = 'never-opened';
  let finish: (end: StreamEnd) => void = () => {};
  const ended = new Promise<StreamEnd>((resolve) => {
    finish = resolve;
  });
  const stop = () => {
    clearTimeout(openTimer);
    clearTimeout(goodTimer);
    // A socket whose network is gone takes a minute to report its close: do not wait for it.
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    finish(end);
  };
  const openTimer = setTimeout(() => isOpen || stop(), openWithinMs);
  let goodTimer: ReturnType<typeof setTimeout> | undefined;
  socket.onopen = () => {
    isOpen = true;
    end = 'dropped';
    goodTimer = setTimeout(() => {
      end = 'served';
    }, goodAfterMs);
    on.open();
  };
  socket.onmessage = (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string' && event.data !== '') {
      on.frame(parseAnswer<ActivitySet>(event.data));
    }
  };
  socket.onclose = stop;
  return { ended, close: stop };
}
