import { AppError } from '../../kernel/errors.ts';
import type { CallName, ReplyOf, RequestOf } from '../calls.ts';
import type { WorkerReply, WorkerRequest } from './group-commit.ts';
import { fromWireError } from './wire-error.ts';

/** The requests in flight: bounded, in order, everything of one tick in one message. */
export interface RequestQueue {
  readonly size: number;
  call<Name extends CallName>(
    name: Name,
    request: RequestOf<Name>,
    now: number,
  ): Promise<ReplyOf<Name>>;
  /** Posts what this tick has collected so far. */
  flush(): void;
  settle(replies: readonly WorkerReply[]): void;
  rejectAll(error: AppError): void;
}

interface Waiter {
  resolve(reply: unknown): void;
  reject(error: AppError): void;
}

export function createRequestQueue(
  post: (requests: readonly WorkerRequest[]) => void,
  maxQueued: number,
): RequestQueue {
  const inFlight = new Map<number, Waiter>();
  let outgoing: WorkerRequest[] = [];
  let lastId = 0;

  function flush(): void {
    if (outgoing.length === 0) return;
    const requests = outgoing;
    outgoing = [];
    post(requests);
  }

  return {
    flush,
    get size() {
      return inFlight.size;
    },
    call<Name extends CallName>(name: Name, request: RequestOf<Name>, now: number) {
      if (inFlight.size >= maxQueued) return Promise.reject(busy(maxQueued));
      if (outgoing.length === 0) setImmediate(flush);
      lastId += 1;
      const id = lastId;
      outgoing.push({ id, name, request, now });
      return new Promise<ReplyOf<Name>>((resolve, reject) => {
        // calls.ts pairs each name with the type of its reply.
        inFlight.set(id, { resolve: (reply) => resolve(reply as ReplyOf<Name>), reject });
      });
    },
    settle(replies) {
      for (const reply of replies) {
        const waiter = inFlight.get(reply.id);
        inFlight.delete(reply.id);
        if ('error' in reply) waiter?.reject(fromWireError(reply.error));
        else waiter?.resolve(reply.reply);
      }
    },
    rejectAll(error) {
      for (const waiter of inFlight.values()) waiter.reject(error);
      inFlight.clear();
      outgoing = [];
    },
  };
}

function busy(maxQueued: number): AppError {
  return new AppError('STORE_BUSY', `${maxQueued} requests wait for their commit already`);
}
