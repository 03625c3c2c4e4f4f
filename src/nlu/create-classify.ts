import { AppError } from '../kernel/errors.ts';
import { confidencesOf } from './calibrate.ts';
import { createFeaturise } from './featurise.ts';
import type { IntentModel } from './intent-model.ts';
import { intents, isIntent } from './intents.ts';
import type { Classify, RankedIntent } from './interpretation.ts';
import { mixedMargins } from './mixed-margins.ts';
import type { Segmenter } from './segmenter.ts';

/** What a label gets of the confidence. */
interface Ranked<Label extends string> {
  readonly label: Label;
  readonly confidence: number;
}

/** Ranks all labels of a model for normalised text, best first. */
export function createRank(
  model: IntentModel,
  segmenter: Segmenter,
): (text: string) => readonly Ranked<string>[] {
  return rankAmong(model.labels, model, segmenter);
}

/** The classifier of a shop. Its model must know all intents and nothing else. */
export function createClassify(model: IntentModel, segmenter: Segmenter): Classify {
  const known = model.labels.filter(isIntent);
  if (known.length !== intents.length || known.length !== model.labels.length)
    throw new AppError(
      'MODEL_INVALID',
      `the intent model knows ${model.labels.join(', ')}, which are not the intents: run npm run prepare`,
    );
  const rank = rankAmong(known, model, segmenter);
  return ({ text }) =>
    classified(rank(text).map(({ label, confidence }) => ({ intent: label, confidence })));
}

function rankAmong<Label extends string>(
  labels: readonly Label[],
  { temperature, vocabulary, sounds, ...model }: IntentModel,
  segmenter: Segmenter,
): (text: string) => readonly Ranked<Label>[] {
  if (segmenter.name !== model.segmenter)
    throw new AppError(
      'MODEL_INVALID',
      `the intent model was trained with ${model.segmenter}, not ${segmenter.name}: run npm run prepare`,
    );
  const featurise = createFeaturise(vocabulary, { segmenter, sounds });
  return (text) => {
    const confidences = confidencesOf(mixedMargins(model, featurise(text)), temperature);
    return labels
      .map((label, at) => ({ label, confidence: confidences[at] ?? 0 }))
      .sort((a, b) => b.confidence - a.confidence);
  };
}

/** What a shop without intents has: it believes in nothing, least of all that a message is for it. */
export const classifyNothing: Classify = () => {
  const confidence = 1 / intents.length;
  const others = intents.filter((intent) => intent !== 'out_of_scope');
  return classified(['out_of_scope' as const, ...others].map((intent) => ({ intent, confidence })));
};

function classified(ranking: readonly RankedIntent[]): ReturnType<Classify> {
  const { intent, confidence } = ranking[0] ?? { intent: 'out_of_scope', confidence: 0 };
  return { intent, confidence, ranking };
}
