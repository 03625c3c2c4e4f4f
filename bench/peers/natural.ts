import { normalise } from '../../src/nlu/normalise.ts';
import { tools } from '../evaluate/classifier.ts';
import { requireInstalled } from './installed.ts';
import type { Peer } from './peer.ts';

/** What is used of `natural`. Chinese must come as words: its own tokeniser drops it. */
interface Natural {
  readonly BayesClassifier: new (stemmer: undefined, smoothing: number) => NaturalClassifier;
  readonly LogisticRegressionClassifier: new () => NaturalClassifier;
}

interface NaturalClassifier {
  addDocument(words: readonly string[], label: string): void;
  train(): void;
  classify(words: readonly string[]): string;
}

/** With its own smoothing of 1 small labels win, and 30 of 100 are right. */
const smoothing = 0.01;

export const naturalBayes: Peer = {
  title: `natural, naive Bayes, smoothing ${smoothing}, words`,
  learn: learnBy(({ BayesClassifier }) => new BayesClassifier(undefined, smoothing)),
};

export const naturalRegression: Peer = {
  title: 'natural, logistic regression, words',
  // It takes a minute for these and has not ended on seven times as many in ten.
  rows: 310,
  learn: learnBy(({ LogisticRegressionClassifier }) => new LogisticRegressionClassifier()),
};

function learnBy(create: (natural: Natural) => NaturalClassifier): Peer['learn'] {
  return async (examples) => {
    const classifier = create(requireInstalled<Natural>('natural'));
    for (const { text, label } of examples) classifier.addDocument(wordsOf(text), label);
    classifier.train();
    return {
      classify: (text) => classifier.classify(wordsOf(text)),
      modelBytes: JSON.stringify(classifier).length,
    };
  };
}

function wordsOf(text: string): readonly string[] {
  return tools()
    .segmenter.cut(normalise(text).text)
    .filter((word) => word.trim() !== '');
}
