import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { AppError } from '../../kernel/errors.ts';
import type { IntentFiles } from '../../knowledge/intent-file.ts';
import type { SegmenterName } from '../../nlu/create-segmenter.ts';
import type { KeptModel } from '../../nlu/intent-model.ts';
import { modelFile, readModel } from './model-file.ts';
import { examplesOf, originOf } from './origin.ts';
import type { TrainingOrder } from './training-order.ts';

const trainer = join(import.meta.dirname, '..', 'train-intents.ts');
/** Some hundred times what the shipped intents take. */
const limitMs = 600_000;

interface Training {
  readonly intents: IntentFiles;
  readonly segmenter: SegmenterName;
  /** Where the model is put. */
  readonly directory: string;
  /** Ends the child. */
  readonly signal?: AbortSignal;
}

/**
 * Learns the intents in a process of its own, at low priority: serving goes on, and what learning needs of memory is
 * given back. Resolves with the model once its file is in place.
 */
export async function trainInChild({
  intents,
  segmenter,
  directory,
  signal,
}: Training): Promise<KeptModel> {
  const file = modelFile(directory, segmenter);
  const order: TrainingOrder = {
    segmenter,
    file,
    origin: originOf(intents, segmenter),
    examples: [...examplesOf(intents)],
  };
  const child = spawn(process.execPath, [trainer], {
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
    throw new AppError(
      'MODEL_INVALID',
      `training the intents ended with ${code}: ${printed.trim()}`,
    );
  return kept;
}
