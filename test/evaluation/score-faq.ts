import type { FaqResult } from '../../src/search/faq-result.ts';
import type { FaqQuestion } from './faq-questions.ts';

export interface AskedQuestion extends FaqQuestion {
  readonly result: FaqResult;
  /** Place of the first right entry among the hits, from 0; -1: none is right. */
  readonly rightAt: number;
  /**
   * `right`: told, or among the buttons. `wrong`: another entry told as the answer. `kept`: nothing was told that is
   * wrong, and nothing that is right.
   */
  readonly outcome: 'right' | 'wrong' | 'kept';
}

/** How good a search is at questions of one kind. Shares are from 0 to 1. */
export interface FaqScore {
  readonly count: number;
  readonly right: number;
  /** Right at once, without asking back. */
  readonly told: number;
  readonly wrong: number;
  readonly recallAt1: number;
  readonly recallAt3: number;
  /** Over the three hits that are shown. */
  readonly mrr: number;
}

export function askAll(
  search: (question: string) => FaqResult,
  questions: readonly FaqQuestion[],
): readonly AskedQuestion[] {
  return questions.map((question) => {
    const result = search(question.question);
    const rightAt = result.hits.findIndex(({ entry }) => question.entries.includes(entry.id));
    return { ...question, result, rightAt, outcome: outcomeOf(result, rightAt) };
  });
}

function outcomeOf({ zone }: FaqResult, rightAt: number): AskedQuestion['outcome'] {
  if (zone === 'answer') return rightAt === 0 ? 'right' : 'wrong';
  return zone === 'did-you-mean' && rightAt >= 0 ? 'right' : 'kept';
}

export function scoreFaq(asked: readonly AskedQuestion[]): FaqScore {
  const share = (test: (one: AskedQuestion) => boolean) => asked.filter(test).length / asked.length;
  const reciprocal = asked.reduce(
    (sum, { rightAt }) => sum + (rightAt < 0 ? 0 : 1 / (rightAt + 1)),
    0,
  );
  return {
    count: asked.length,
    right: share(({ outcome }) => outcome === 'right'),
    told: share(({ outcome, result }) => outcome === 'right' && result.zone === 'answer'),
    wrong: share(({ outcome }) => outcome === 'wrong'),
    recallAt1: share(({ rightAt }) => rightAt === 0),
    recallAt3: share(({ rightAt }) => rightAt >= 0),
    mrr: reciprocal / asked.length,
  };
}

/** AUROC: how often a right first hit is trusted more than a wrong one. */
export function trustworthiness(asked: readonly AskedQuestion[]): number {
  const confidences = (isRight: boolean) =>
    asked
      .filter(({ rightAt }) => (rightAt === 0) === isRight)
      .map(({ result }) => result.confidence);
  const wrong = confidences(false);
  const right = confidences(true);
  let ahead = 0;
  for (const a of right) for (const b of wrong) ahead += a > b ? 1 : a === b ? 0.5 : 0;
  return ahead / (right.length * wrong.length);
}
