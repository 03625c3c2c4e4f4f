import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { AppError } from '../kernel/errors.ts';
import type { KeptModel } from '../nlu/intent-model.ts';
import { readModel } from './intent-models/model-file.ts';

/** Some hundred times what the shipped files take. */
const limitMs = 600_000;

interface Learning {
  /** In this folder; reads the order from its input and writes the model. */
  readonly script: string;
  /** As JSON. */
  readonly order: { readonly file: string };
  /** For whoever reads the error: `training the intents`. */
  readonly what: string;
  /** Ends the child. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Learns in a process of its own, at low priority: serving goes on, and what learning needs of memory is given back.
 * Resolves with the model once its file is in place; MODEL_INVALID where the child fails.
 */
export async function learnApart({ script, order, what, signal }: Learning): Promise<KeptModel> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script)], {
    stdio: ['pipe', 'ignore', 'pipe'],
    timeout: limitMs,
    ...(signal && { signal }),
  });
  const ended = once(child, 'close');
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  // A child that ends early leaves the pipe broken; its exit code and what it printed tell more.
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(order));
  const [printed, [code]] = await Promise.all([text(child.stderr), ended]);
  const kept = code === 0 ? readModel(order.file) : null;
  if (kept === null)
    throw new AppError('MODEL_INVALID', `${what} ended with ${code}: ${printed.trim()}`);
  return kept;
}
