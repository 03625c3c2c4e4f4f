import type { Response } from 'express';

/** One event of a stream of server-sent events. */
export interface ServerEvent {
  readonly event: string;
  /** Becomes the reader's `Last-Event-ID`. Absent: that stays as it is. */
  readonly id?: string;
  readonly data: object;
}

/** Writes to one reader, who may be slow or gone. */
export interface EventWriter {
  isOpen(): boolean;
  /** Resolves at once, or when the reader has taken what was written before; never rejects. */
  send(event: ServerEvent): Promise<void>;
  /** A line that readers skip; cuts one who has taken nothing since the last beat. */
  beat(): void;
  end(): void;
}

/** With this much unsent the reader is given up; it resumes from its last event. */
const overflowBytes = 1024 * 1024;
/** A reader asks again after this many milliseconds. */
const retryMs = 1000;

/** Begins a stream of server-sent events (HTML standard, section 9.2) on a response. */
export function createEventWriter(response: Response, onClosed: () => void): EventWriter {
  let isOpen = true;
  let wasFull = false;
  response.on('close', () => {
    isOpen = false;
    onClosed();
  });
  response.on('error', () => response.destroy());
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    // A proxy that collects would hold events back.
    'X-Accel-Buffering': 'no',
  });
  response.write(`retry: ${retryMs}\n\n`);

  /** Whether the reader keeps up; one that does not is cut. */
  function write(text: string): boolean {
    if (!isOpen) return true;
    const hasRoom = response.write(text);
    if (response.writableLength > overflowBytes) response.destroy();
    return hasRoom;
  }

  return {
    isOpen: () => isOpen,
    async send(event) {
      if (!write(format(event))) await roomOrEnd(response);
    },
    beat() {
      const isFull = response.writableNeedDrain;
      if (isFull && wasFull) response.destroy();
      wasFull = isFull;
      write(':\n\n');
    },
    end() {
      if (isOpen) response.end();
    },
  };
}

// JSON.stringify leaves no line break in it, so one line of data is enough.
function format({ event, id, data }: ServerEvent): string {
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  return `event: ${event}\n${idLine}data: ${JSON.stringify(data)}\n\n`;
}

function roomOrEnd(response: Response): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
    if (response.destroyed || !response.writableNeedDrain) done();
  });
}
