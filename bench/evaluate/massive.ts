import { judge } from '../../src/nlu/evaluation/cross-validate.ts';
import { scoreOf } from '../../src/nlu/evaluation/score.ts';
import { readMassive } from '../../test/evaluation/massive.ts';
import { learn, tools } from './classifier.ts';
import { printClassifier } from './classifier-row.ts';
import { printConfusions } from './tables.ts';

/** MASSIVE zh-CN, which nobody here wrote: learnt from its train split and asked its dev split. */
export async function evaluateMassive(): Promise<void> {
  const train = readMassive('train');
  const training = learn(train);
  const score = scoreOf(judge(training.model, readMassive('dev'), tools()));
  console.log('\n## MASSIVE zh-CN\n');
  printClassifier('MASSIVE zh-CN dev', train, { score, training });
  printConfusions('MASSIVE zh-CN dev', score);
}
