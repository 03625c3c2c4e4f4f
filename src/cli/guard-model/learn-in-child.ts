import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { AppError } from '../../kernel/errors.ts';
import type { Revision } from '../../knowledge/revision.ts';
import type { KeptModel } from '../../nlu/intent-model.ts';
import { readModel } from '../intent-models/model-file.ts';
import { judgeFile } from './judge-origin.ts';
import type { LearningOrder } from './learning-order.ts';

const learner = join(import.meta.dirname, '..', 'learn-judge.ts');
/** Some hundred times what the shipped lines take. */
const limitMs = 600_000;

interface Learning {
  readonly revision: Revision;
  /** Where the model is put. */
  readonly directory: string;
  /** Ends the child. */
  readonly signal?: AbortSignal;
}

/** Learns the lines of a revision in a process of its own, at low priority; resolves once the file is in place. */
export async function learnInChild({ revision, directory, signal }: Learning): Promise<KeptModel> {
  const file = judgeFile(directory);
  const order: LearningOrder = { file, files: [...revision.files] };
  const child = spawn(process.execPath, [learner], {
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
  const kept = code === 0 ? readModel(file) : null;
  if (kept === null)
    throw new AppError('MODEL_INVALID', `learning the guard ended with ${code}: ${printed.trim()}`);
  return kept;
}
