import type { DeskEvents } from '../../api/desk.ts';
import { backOffMs } from '../shared/back-off.ts';

/** What the stream brings, by the names of its events. */
export type DeskListener = {
  readonly [Name in keyof DeskEvents]: (event: DeskEvents[Name]) => void;
};

export type LinkState = 'connecting' | 'live' | 'lost';

interface StreamOptions {
  /** Asked anew for each connection: where to read on. */
  readonly url: () => string;
  readonly listener: DeskListener;
  readonly onState: (state: LinkState) => void;
  /** The server refused the connection: perhaps nobody is signed in any more. */
  readonly onRefused: () => void;
}

const eventNames = [
  'queue',
  'held',
  'alarms',
  'entry',
  'owner',
  'context',
  'typing',
  'reset',
] as const satisfies readonly (keyof DeskEvents)[];

/**
 * Keeps a stream of events open until it is closed. After a cut the browser resumes it by `Last-Event-ID`; where the
 * server refused (it restarts, the session has ended), a new one is opened after a while.
 */
export function openEventStream(options: StreamOptions): { readonly close: () => void } {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;

  const open = () => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(options.url());
    for (const name of eventNames) listen(source, name, options.listener);
    source.onopen = () => {
      attempt = 0;
      options.onState('live');
    };
    source.onerror = () => {
      options.onState('lost');
      if (source?.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
      options.onRefused();
      timer = setTimeout(open, backOffMs(attempt, Math.random));
      attempt += 1;
    };
  };

  options.onState('connecting');
  open();
  addEventListener('online', open);
  return {
    close() {
      removeEventListener('online', open);
      clearTimeout(timer);
      source?.close();
    },
  };
}

function listen<Name extends keyof DeskEvents>(
  source: EventSource,
  name: Name,
  listener: DeskListener,
): void {
  source.addEventListener(name, (message: MessageEvent<string>) => {
    // Our own server of the same release wrote it.
    listener[name](JSON.parse(message.data) as DeskEvents[Name]);
  });
}
