import { crossValidate } from '../../src/nlu/evaluation/cross-validate.ts';
import { scoreOf } from '../../src/nlu/evaluation/score.ts';
import { learn, ownExamples, tools } from './classifier.ts';
import { printClassifier } from './classifier-row.ts';
import { printConfusions } from './tables.ts';

const foldCount = 5;

/** Our own utterances in parts, each asked of a model that learnt the others. */
export async function evaluateOwn(): Promise<void> {
  const own = await ownExamples();
  const training = learn(own);
  const score = scoreOf(crossValidate(own, tools(), foldCount));
  console.log('\n## Our utterances, out of fold\n');
  printClassifier(`our utterances, ${foldCount} folds`, own, { score, training });
  printConfusions('our utterances', score);
}
