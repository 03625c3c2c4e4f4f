import type { DirectLineClient } from './direct-line-client.ts';
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
  /** The log shows them, or the shopper gave them up. */
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
  let outbox = restoreOutbox(memory.read(memoryKey));

  function update(next: Outbox): void {
    if (next === outbox) return;
    outbox = next;
    memory.write(memoryKey, serializeOutbox(outbox));
    onChange(outbox);
  }

  function pump(): void {
    const next = nextToSend(outbox);
    if (next === null) return;
    update(beginTry(outbox, next.key));
    void attempt(next).finally(pump); // attempt never rejects
  }

  async function attempt(pending: Pending): Promise<void> {
    const { key } = pending;
    try {
      await carry(pending);
      update(acknowledge(outbox, key));
      onAcknowledged(key);
    } catch (error) {
      settleFailure(key, error);
    }
  }

  function carry({ key, text, choice, files }: Pending): Promise<void> {
    const message = { key, text, ...(choice === undefined ? {} : { choice }) };
    if (files.length === 0) return courier.post(message);
    const contents = files.flatMap(({ file }) => (file === undefined ? [] : [file]));
    return courier.upload(message, contents, (part) => {
      update(setProgress(outbox, key, part));
    });
  }

  function settleFailure(key: string, error: unknown): void {
    const { failure, problem, againInMs } = judge(error);
    update(failTry(outbox, key, { failure, problem }));
    if (againInMs !== null) later(resume, againInMs);
    else if (failure === 'unreachable') courier.reconnect(); // its return to `online` starts the retry
  }

  function resume(): void {
    update(retryByItself(outbox));
    pump();
  }

  return {
    outbox: () => outbox,
    send(message) {
      update(addPending(outbox, message));
      pump();
    },
    retry(key) {
      update(retryOne(outbox, key));
      pump();
    },
    remove: (keys) => update(removePending(outbox, keys)),
    resume,
  };
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
