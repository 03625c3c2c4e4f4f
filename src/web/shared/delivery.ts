import type { DirectLineClient, UploadWatch } from './direct-line-client.ts';
import {
  acknowledge,
  addPending,
  beginTry,
  failTry,
  nextToSend,
  type Outbox,
  type Pending,
  removePending,
  restoreOutbox,
  retryByItself,
  retryOne,
  serializeOutbox,
  setProgress,
} from './outbox.ts';
import { WireError } from './request.ts';
import type { SessionMemory } from './session-memory.ts';

/** What delivery needs of the client. */
type Courier = Pick<DirectLineClient, 'post' | 'upload' | 'reconnect'>;

/** Brings the shopper's messages to the server: in order, one at a time, each again once by itself. */
export interface Delivery {
  outbox(): Outbox;
  send(message: Omit<Pending, 'state' | 'tries' | 'progress' | 'problem'>): void;
  retry(key: string): void;
  /** The shopper takes it back, if need be in the middle of its upload. What the server has got by then shows in the log. */
  giveUp(key: string): void;
  /** The log shows them. */
  remove(keys: ReadonlySet<string>): void;
  /** The connection stands (again). */
  resume(): void;
}

interface DeliveryOptions {
  readonly courier: Courier;
  readonly memory: SessionMemory;
  readonly onChange: (outbox: Outbox) => void;
  readonly onAcknowledged: (key: string) => void;
  /** Runs `then` after a while; injected so that tests need not wait. */
  readonly later: (then: () => void, ms: number) => void;
}

const memoryKey = 'anxin.outbox';
/** Where a busy server does not say when to come back. */
const busyRetryMs = 2_000;
const longestRetryMs = 30_000;

/** Takes up what a reload interrupted. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { courier, memory, onChange, onAcknowledged, later } = options;
  const kept = keepOutbox(memory, onChange);
  const { update } = kept;
  let underWay: { readonly key: string; readonly stop: AbortController } | null = null;

  function pump(): void {
    const next = nextToSend(kept.outbox());
    if (next === null) return;
    update(beginTry(kept.outbox(), next.key));
    const stop = new AbortController();
    underWay = { key: next.key, stop };
    void attempt(next, stop.signal).finally(pump); // attempt never rejects
  }

  async function attempt(pending: Pending, signal: AbortSignal): Promise<void> {
    const { key } = pending;
    const onProgress = (part: number) => update(setProgress(kept.outbox(), key, part));
    try {
      await carry(courier, pending, { onProgress, signal });
      if (signal.aborted) return;
      update(acknowledge(kept.outbox(), key));
      onAcknowledged(key);
    } catch (error) {
      if (!signal.aborted) settleFailure(key, error);
    }
  }

  function settleFailure(key: string, error: unknown): void {
    const { failure, problem, againInMs } = judge(error);
    update(failTry(kept.outbox(), key, { failure, problem }));
    if (againInMs !== null) later(resume, againInMs);
    else if (failure === 'unreachable') courier.reconnect(); // its return to `online` starts the retry
  }

  /** Changes the outbox, and sends what may go now. */
  function go(next: Outbox): void {
    update(next);
    pump();
  }

  function resume(): void {
    go(retryByItself(kept.outbox()));
  }

  return {
    outbox: kept.outbox,
    send: (message) => go(addPending(kept.outbox(), message)),
    retry: (key) => go(retryOne(kept.outbox(), key)),
    giveUp(key) {
      if (underWay?.key === key) underWay.stop.abort();
      go(removePending(kept.outbox(), new Set([key])));
    },
    remove: (keys) => update(removePending(kept.outbox(), keys)),
    resume,
  };
}

/** Survives reloads, and tells of each change. */
function keepOutbox(memory: SessionMemory, onChange: (outbox: Outbox) => void) {
  let outbox = restoreOutbox(memory.read(memoryKey));
  return {
    outbox: () => outbox,
    update(next: Outbox): void {
      if (next === outbox) return;
      outbox = next;
      memory.write(memoryKey, serializeOutbox(outbox));
      onChange(outbox);
    },
  };
}

function carry(courier: Courier, pending: Pending, watch: UploadWatch): Promise<void> {
  const { key, text, choice, files } = pending;
  const message = { key, text, ...(choice === undefined ? {} : { choice }) };
  if (files.length === 0) return courier.post(message);
  const contents = files.flatMap(({ file }) => (file === undefined ? [] : [file]));
  return courier.upload(message, contents, watch);
}

/** A busy server says when to come back; a network that is gone says nothing. */
function judge(error: unknown) {
  const { status, say, retryAfterMs } = error instanceof WireError ? error : new WireError(0);
  const isBusy = status === 429 || status >= 500;
  return {
    failure: status === 0 || isBusy ? 'unreachable' : 'rejected',
    problem: say,
    againInMs: isBusy ? Math.min(retryAfterMs ?? busyRetryMs, longestRetryMs) : null,
  } as const;
}
