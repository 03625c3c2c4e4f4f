import type { Revision } from '../../knowledge/revision.ts';
import type { KeptModel } from '../../nlu/intent-model.ts';
import { learnApart } from '../learn-apart.ts';
import { judgeFile } from './judge-origin.ts';
import type { LearningOrder } from './learning-order.ts';

interface Learning {
  readonly revision: Revision;
  /** Where the model is put. */
  readonly directory: string;
  /** Ends the child. */
  readonly signal?: AbortSignal;
}

/** Learns the lines of a revision in a process of its own; resolves once the file is in place. */
export function learnInChild({ revision, directory, signal }: Learning): Promise<KeptModel> {
  const order: LearningOrder = { file: judgeFile(directory), files: [...revision.files] };
  return learnApart({ script: 'learn-judge.ts', order, what: 'learning the guard', signal });
}
