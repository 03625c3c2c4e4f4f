import { parentPort, workerData } from 'node:worker_threads';
import { copyDatabase } from './copy-database.ts';
import { toWireError } from './wire-error.ts';

// A thread of its own, so that neither turns nor the event loop wait for the copy.
const { from, to }: { readonly from: string; readonly to: string } = workerData;
try {
  copyDatabase(from, to);
  parentPort?.postMessage(null);
} catch (thrown) {
  parentPort?.postMessage(toWireError(thrown));
}
