import type { Activity, ActivitySet } from '../../src/api/directline.ts';
import { createReceived, type Received } from './received.ts';

export interface StreamClient {
  readonly activities: Received<Activity>;
  readonly frames: readonly ActivitySet[];
  /** Resolves with the code when the socket has closed. */
  readonly closed: Promise<number>;
  close(): void;
}

/** Opens a stream and keeps what comes. */
export function openStream(streamUrl: string): StreamClient {
  const activities = createReceived<Activity>();
  const frames: ActivitySet[] = [];
  const socket = new WebSocket(streamUrl);
  socket.onmessage = (message) => {
    if (!message.data) return;
    const frame: ActivitySet = JSON.parse(message.data);
    frames.push(frame);
    activities.add(...frame.activities);
  };
  const closed = new Promise<number>((resolve) => {
    socket.onclose = (event) => resolve(event.code);
  });
  return { activities, frames, closed, close: () => socket.close() };
}

/** Texts in the order they came. */
export function textsOf(activities: readonly Activity[]): readonly (string | undefined)[] {
  return activities.map(({ text }) => text);
}
