/** A file of a message that is on its way; `file` is gone after a reload. */
export interface PendingFile {
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly file?: File;
}

/**
 * A shopper's message that the log does not show yet.
 * `waiting` for its turn → `sending` → `acknowledged` (durable on the server) → gone, once its echo is in the log;
 * `unsent` when a try failed.
 */
export interface Pending {
  readonly key: string;
  readonly text: string;
  readonly choice?: string;
  readonly files: readonly PendingFile[];
  readonly at: number;
  readonly state: 'waiting' | 'sending' | 'acknowledged' | 'unsent';
  readonly tries: number;
  /** 0 to 1, of an upload. */
  readonly progress: number;
  /** Why it did not go, where the server said so. */
  readonly problem?: string;
}

/** Messages in the order in which they were written. */
export type Outbox = readonly Pending[];

/** Why a try failed: `unreachable` may pass by itself, `rejected` will not. */
export type SendFailure = 'unreachable' | 'rejected';

/** The first try and one more; after that the shopper decides. */
const triesByItself = 2;

/** Adds a message at the end. Behind one that will be tried again it has to wait like that one. */
export function addPending(
  outbox: Outbox,
  message: Omit<Pending, 'state' | 'tries' | 'progress' | 'problem'>,
): Outbox {
  const isBlocked = outbox.some(triesAgain);
  return [
    ...outbox,
    { ...message, state: isBlocked ? 'unsent' : 'waiting', tries: 0, progress: 0 },
  ];
}

/** The message to send now, or null: one at a time, in order. */
export function nextToSend(outbox: Outbox): Pending | null {
  if (outbox.some(({ state }) => state === 'sending')) return null;
  return outbox.find(({ state }) => state === 'waiting') ?? null;
}

/** A try begins. */
export function beginTry(outbox: Outbox, key: string): Outbox {
  return change(outbox, key, (pending) => ({
    ...withoutProblem(pending),
    state: 'sending',
    tries: pending.tries + 1,
    progress: 0,
  }));
}

/** How much of an upload has left. */
export function setProgress(outbox: Outbox, key: string, progress: number): Outbox {
  return change(outbox, key, (pending) => ({ ...pending, progress }));
}

/** The server has it. */
export function acknowledge(outbox: Outbox, key: string): Outbox {
  return change(outbox, key, (pending) => ({ ...pending, state: 'acknowledged', progress: 1 }));
}

/** A try failed. Where nothing gets through, what stands behind does not try either, so that the order is kept. */
export function failTry(
  outbox: Outbox,
  key: string,
  { failure, problem }: { readonly failure: SendFailure; readonly problem?: string | null },
): Outbox {
  return outbox.map((pending) => {
    if (pending.key === key) {
      return {
        ...withoutProblem(pending),
        state: 'unsent',
        tries: failure === 'rejected' ? triesByItself : pending.tries,
        ...(problem ? { problem } : {}),
      };
    }
    const isHeldBack = failure === 'unreachable' && pending.state === 'waiting';
    return isHeldBack ? { ...pending, state: 'unsent' } : pending;
  });
}

/** The way is free again: everything that has its automatic retry left gets in line. */
export function retryByItself(outbox: Outbox): Outbox {
  return outbox.map((pending) =>
    triesAgain(pending) ? { ...pending, state: 'waiting' } : pending,
  );
}

/** The shopper taps 重试. */
export function retryOne(outbox: Outbox, key: string): Outbox {
  return change(outbox, key, (pending) =>
    pending.state === 'unsent' && isComplete(pending) ? { ...pending, state: 'waiting' } : pending,
  );
}

/** Takes out what the log shows now, or what the shopper gave up. */
export function removePending(outbox: Outbox, keys: ReadonlySet<string>): Outbox {
  return outbox.some(({ key }) => keys.has(key))
    ? outbox.filter(({ key }) => !keys.has(key))
    : outbox;
}

/** False when its files went with the page that chose them. */
export function isComplete({ files }: Pending): boolean {
  return files.every(({ file }) => file !== undefined);
}

/** As text for sessionStorage; file contents stay behind. */
export function serializeOutbox(outbox: Outbox): string {
  return JSON.stringify(
    outbox.map((pending) => ({
      ...pending,
      files: pending.files.map(({ name, contentType, sizeBytes }) => ({
        name,
        contentType,
        sizeBytes,
      })),
    })),
  );
}

/** After a reload: nobody knows how a started try ended, so it counts as failed; the key makes the next one harmless. */
export function restoreOutbox(text: string | null): Outbox {
  if (text === null) return [];
  try {
    const saved: unknown = JSON.parse(text);
    if (!Array.isArray(saved)) return [];
    return saved.filter(isPending).map((pending) => ({
      ...pending,
      state: pending.state === 'acknowledged' ? 'acknowledged' : 'unsent',
    }));
  } catch {
    return []; // not ours, or cut off: nothing to save there
  }
}

function triesAgain(pending: Pending): boolean {
  return pending.state === 'unsent' && pending.tries < triesByItself && isComplete(pending);
}

function change(outbox: Outbox, key: string, by: (pending: Pending) => Pending): Outbox {
  return outbox.map((pending) => (pending.key === key ? by(pending) : pending));
}

function withoutProblem({ problem: _, ...pending }: Pending): Pending {
  return pending;
}

function isPending(value: unknown): value is Pending {
  // Only this module writes the key; the check is against cut-off or older text.
  const pending = value as Partial<Pending> | null;
  return (
    typeof pending?.key === 'string' &&
    typeof pending.text === 'string' &&
    typeof pending.tries === 'number' &&
    Array.isArray(pending.files)
  );
}
