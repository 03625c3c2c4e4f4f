import { Worker } from 'node:worker_threads';
import { fromWireError, type WireError } from './wire-error.ts';

/** Copies the database in a thread of its own while the store goes on working. */
export function backUp(from: string, to: string): Promise<void> {
  const worker = new Worker(new URL('./backup-worker.ts', import.meta.url), {
    workerData: { from, to },
  });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (error: WireError | null) => {
      if (error === null) resolve();
      else reject(fromWireError(error));
    });
  });
}
