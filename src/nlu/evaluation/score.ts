/** What a classifier made of an utterance whose label is known. */
export interface Outcome {
  readonly text: string;
  readonly label: string;
  readonly predicted: string;
  readonly confidence: number;
}

export interface Confusion {
  readonly label: string;
  readonly predicted: string;
  readonly count: number;
  /** One of the utterances. */
  readonly example: string;
}

/** How good outcomes are. Shares are from 0 to 1. */
export interface Score {
  readonly count: number;
  readonly accuracy: number;
  /** The mean over the labels of F1 = 2 · right / (expected + predicted): a rare label counts like a frequent one. */
  readonly macroF1: number;
  /** ECE: by how much confidence misses the share of right ones, in the mean over 15 equal bins of confidence. */
  readonly calibrationError: number;
  /** The most frequent first. */
  readonly confusions: readonly Confusion[];
}

const binCount = 15;

export function scoreOf(outcomes: readonly Outcome[]): Score {
  return {
    count: outcomes.length,
    accuracy: meanOf(outcomes, isRight),
    macroF1: macroF1Of(outcomes),
    calibrationError: calibrationErrorOf(outcomes),
    confusions: confusionsOf(outcomes),
  };
}

function isRight({ label, predicted }: Outcome): number {
  return label === predicted ? 1 : 0;
}

function meanOf(outcomes: readonly Outcome[], value: (outcome: Outcome) => number): number {
  return outcomes.reduce((sum, outcome) => sum + value(outcome), 0) / outcomes.length;
}

function macroF1Of(outcomes: readonly Outcome[]): number {
  const expected = Map.groupBy(outcomes, ({ label }) => label);
  const predicted = Map.groupBy(outcomes, (outcome) => outcome.predicted);
  const scores = Array.from(expected, ([label, own]) => {
    const right = own.filter((outcome) => outcome.predicted === label).length;
    return (2 * right) / (own.length + (predicted.get(label)?.length ?? 0));
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function calibrationErrorOf(outcomes: readonly Outcome[]): number {
  const bins = Map.groupBy(outcomes, ({ confidence }) =>
    Math.min(binCount - 1, Math.floor(confidence * binCount)),
  );
  const missed = [...bins.values()].map((bin) => {
    const gap = meanOf(bin, ({ confidence }) => confidence) - meanOf(bin, isRight);
    return (Math.abs(gap) * bin.length) / outcomes.length;
  });
  return missed.reduce((sum, share) => sum + share, 0);
}

function confusionsOf(outcomes: readonly Outcome[]): readonly Confusion[] {
  const wrong = outcomes.filter((outcome) => !isRight(outcome));
  const pairs = Map.groupBy(wrong, ({ label, predicted }) => `${label} ${predicted}`);
  return [...pairs.values()]
    .flatMap((pair) => {
      const [first] = pair;
      if (!first) return [];
      const { label, predicted, text: example } = first;
      return [{ label, predicted, count: pair.length, example }];
    })
    .toSorted((a, b) => b.count - a.count);
}
