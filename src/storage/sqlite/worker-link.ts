import { Worker } from 'node:worker_threads';
import { AppError } from '../../kernel/errors.ts';
import { createRequestQueue, type RequestQueue } from './request-queue.ts';
import type { FromWorker, SqliteWorkerData, ToWorker, WorkerHealth } from './sqlite-worker.ts';
import { fromWireError } from './wire-error.ts';

/** The main thread's end of the worker. */
export interface WorkerLink {
  readonly epoch: string;
  readonly lastTimeMs: number;
  /** Requests that wait for their commit. */
  readonly queued: number;
  readonly call: RequestQueue['call'];
  health(): Promise<WorkerHealth>;
  close(): Promise<void>;
}

type Ready = Extract<FromWorker, { readonly kind: 'ready' }>;

/** Starts the worker and resolves when its database is open. */
export async function openWorkerLink(
  data: SqliteWorkerData,
  maxQueued: number,
): Promise<WorkerLink> {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: data });
  const ready = await waitUntilReady(worker);
  return createLink(worker, ready, maxQueued);
}

function waitUntilReady(worker: Worker): Promise<Ready> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (message: FromWorker) => {
      worker.off('error', reject);
      if (message.kind === 'ready') resolve(message);
      else if (message.kind === 'failed') reject(fromWireError(message.error));
    });
  });
}

function createLink(worker: Worker, ready: Ready, maxQueued: number): WorkerLink {
  const post = (message: ToWorker) => worker.postMessage(message);
  const requests = createRequestQueue((batch) => post({ kind: 'requests', batch }), maxQueued);
  const healthWaiters = new Set<(health: WorkerHealth) => void>();
  let closing: Promise<void> | undefined;
  let gone: AppError | undefined;

  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'replies') requests.settle(message.replies);
    else if (message.kind === 'health') answerHealth(message.health);
  });
  worker.on('error', (cause) => {
    const why = `the store's thread has died (${cause}): restart the process`;
    end(new AppError('STORE_DOWN', why, { cause }));
  });
  worker.on('exit', () => end(new AppError('STORE_DOWN', 'the store is closed')));

  function end(error: AppError): void {
    gone ??= error;
    requests.rejectAll(gone);
    answerHealth({ isWritable: false, problem: gone.message, facts: {} });
  }

  function answerHealth(health: WorkerHealth): void {
    for (const answer of healthWaiters) answer(health);
    healthWaiters.clear();
  }

  async function closeWorker(): Promise<void> {
    requests.flush();
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    post({ kind: 'close' });
    await exited;
  }

  return {
    epoch: ready.epoch,
    lastTimeMs: ready.lastTimeMs,
    get queued() {
      return requests.size;
    },
    call(name, request, now) {
      const error = gone ?? (closing && new AppError('STORE_DOWN', 'the store is closing'));
      return error ? Promise.reject(error) : requests.call(name, request, now);
    },
    health() {
      return new Promise((resolve) => {
        healthWaiters.add(resolve);
        if (gone) end(gone);
        else post({ kind: 'health' });
      });
    },
    close() {
      closing ??= gone ? Promise.resolve() : closeWorker();
      return closing;
    },
  };
}
