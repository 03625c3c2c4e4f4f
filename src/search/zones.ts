import type { Intent } from '../nlu/intents.ts';
import { type AbstainFeatures, featureNames } from './abstain-features.ts';

/** Answer, ask which of the first three was meant, or say that we do not know. */
export type Zone = 'answer' | 'did-you-mean' | 'abstain';

interface ZoneModel {
  readonly weights: Readonly<Record<keyof AbstainFeatures, number>>;
  readonly bias: number;
}

/**
 * Logistic regression fitted by `node bench/search-zones.ts --fit` without a label: each wording left out and asked
 * must be found, and must not be when its entry is gone.
 */
const zoneModel: ZoneModel = {
  weights: { lead: 0.482, overlap: 3.518, coverage: 2.264, length: 1.065 },
  bias: -7.811,
};

/**
 * Above it the first hit is told as the answer. Of wordings left out, ten parts of ten, 27 in a hundred reach it and 1
 * is told wrong; of 450 held-out questions 10. A question back costs a tap, a wrong answer costs trust. The more
 * wordings an entry knows, the closer any question comes to one of them: both bounds rise with their number.
 */
export const answerBound = 0.6;

/** Below it nothing is offered: 7 of 10 questions about other things lie there, and 12 of 100 wordings left out that were found. */
export const askBound = 0.16;

/**
 * Where the classifier has read what is meant, it moves the bound: more is offered to a question about rules, and less to
 * what is hardly about our service. Chosen by the held-out sets 1 and 2: 3 more of 100 questions with an answer get it or
 * its button, and of questions about other things as few as before are asked back.
 */
const askBounds: Partial<Record<Intent, number>> = {
  faq: 0.08,
  out_of_scope: 0.18,
  chitchat: 0.18,
  presales_question: 0.18,
};
const askBoundOfOthers = 0.12;

/** How sure we are that the first hit answers the question, 0 to 1. Comparable between questions; not a probability for a shopper's eyes. */
export function confidenceOf(features: AbstainFeatures): number {
  const logit = featureNames.reduce(
    (sum, name) => sum + zoneModel.weights[name] * features[name],
    zoneModel.bias,
  );
  return 1 / (1 + Math.exp(-logit));
}

/** The zone of a confidence; the bounds themselves lie in the better zone. */
export function zoneOf(confidence: number, intent?: Intent): Zone {
  if (confidence >= answerBound) return 'answer';
  const bound = intent === undefined ? askBound : (askBounds[intent] ?? askBoundOfOthers);
  return confidence >= bound ? 'did-you-mean' : 'abstain';
}
