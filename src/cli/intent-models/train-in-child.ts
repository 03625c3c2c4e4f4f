import type { IntentFiles } from '../../knowledge/intent-file.ts';
import type { SegmenterName } from '../../nlu/create-segmenter.ts';
import type { KeptModel } from '../../nlu/intent-model.ts';
import { learnApart } from '../learn-apart.ts';
import { modelFile } from './model-file.ts';
import { examplesOf, originOf } from './origin.ts';
import type { TrainingOrder } from './training-order.ts';

interface Training {
  readonly intents: IntentFiles;
  readonly segmenter: SegmenterName;
  /** Where the model is put. */
  readonly directory: string;
  /** Ends the child. */
  readonly signal?: AbortSignal;
}

/** Learns the intents in a process of its own; resolves with the model once its file is in place. */
export function trainInChild({
  intents,
  segmenter,
  directory,
  signal,
}: Training): Promise<KeptModel> {
  const order: TrainingOrder = {
    segmenter,
    file: modelFile(directory, segmenter),
    origin: originOf(intents, segmenter),
    examples: [...examplesOf(intents)],
  };
  return learnApart({ script: 'train-intents.ts', order, what: 'training the intents', signal });
}
