import type { Revision } from '../../knowledge/revision.ts';
import type { KeptModel } from '../../nlu/intent-model.ts';
import { learnApart } from '../learn-apart.ts';
import { judgeFile } from './judge-origin.ts';
import type { LearningOrder } from './learning-order.ts';

interface Learning {
  readonly revision: Pick<Revision, 'files'>;
  /** Where the model is put. */
  readonly directory: string;
  /** Ends the child. */
  readonly signal?: AbortSignal;
}

/** What rules and lines are read from, and what those refer to. */
const read = /^(?:guard|clauses\/|sources\.yaml$|service\.yaml$)/;

/** Learns the lines of a revision in a process of its own; resolves once the file is in place. */
export function learnInChild({ revision, directory, signal }: Learning): Promise<KeptModel> {
  const files = [...revision.files].filter(([path]) => read.test(path));
  const order: LearningOrder = { file: judgeFile(directory), files };
  return learnApart({ script: 'learn-judge.ts', order, what: 'learning the guard', signal });
}
