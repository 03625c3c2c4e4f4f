import type { SparseRow } from './linear/problem.ts';
import type { Segmenter } from './segmenter.ts';
import type { Sounds } from './sounds.ts';

/** What the features of an utterance are made with; training and serving need the same. */
export interface FeatureTools {
  readonly segmenter: Segmenter;
  readonly sounds: Sounds;
}

/** Number of each feature that was seen in training. */
export interface Vocabulary {
  readonly size: number;
  get(name: string): number | undefined;
  /** In the order of their numbers. */
  keys(): Iterable<string>;
}

/** Normalised text to numbers. */
export type Featurise = (text: string) => SparseRow;

/** Features of one kind. A kind counts for as much in a long utterance as in a short one. */
interface FeatureGroup {
  readonly weight: number;
  readonly names: readonly string[];
}

/** All features of a text, whether they have a number or not. */
export type FeatureGroups = readonly FeatureGroup[];

/** Chosen by cross-validation on MASSIVE's training part and on our own utterances (BENCHMARKS.md). */
const groupWeights = { characters: 1, words: 0.5, sounds: 0.5 };

/** What one utterance alone has teaches nothing that carries over: half of the features, and no answer is better for them. */
const fewestTexts = 2;

/** Numbers the features that several of the texts have, in the order of their first use. */
export function buildVocabulary(texts: readonly FeatureGroups[]): Vocabulary {
  const counts = new Map<string, number>();
  for (const groups of texts)
    for (const name of new Set(groups.flatMap(({ names }) => names)))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  const repeated = [...counts.keys()].filter((name) => (counts.get(name) ?? 0) >= fewestTexts);
  return new Map(repeated.map((name, number) => [name, number]));
}

export function createFeaturise(vocabulary: Vocabulary, tools: FeatureTools): Featurise {
  return (text) => rowOf(featureGroupsOf(text, tools), vocabulary);
}

/** The features that have a number, each kind as long as its weight. */
export function rowOf(groups: FeatureGroups, vocabulary: Vocabulary): SparseRow {
  const indices: number[] = [];
  const values: number[] = [];
  for (const { weight, names } of groups) {
    const counts = countKnown(names, vocabulary);
    const strengths = Array.from(counts.values(), (count) => 1 + Math.log(count));
    const norm = Math.hypot(...strengths);
    indices.push(...counts.keys());
    values.push(...strengths.map((strength) => (weight * strength) / norm));
  }
  return { indices: Int32Array.from(indices), values: Float32Array.from(values) };
}

/** Features without a number say nothing: they are passed over and do not weaken the others. */
function countKnown(names: readonly string[], vocabulary: Vocabulary): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const name of names) {
    const index = vocabulary.get(name);
    if (index !== undefined) counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return counts;
}

/**
 * Characters and pairs of neighbours, words, and sounds likewise in ones and twos: 退货 is c退 c货 c^退 c退货 c货$ w退货
 * stui shuo s^tui … An emoji is a character. The first letter keeps the kinds apart.
 */
export function featureGroupsOf(text: string, { segmenter, sounds }: FeatureTools): FeatureGroups {
  const characters = [...text.replaceAll(' ', '')];
  const heard = characters.map((character) => sounds.get(character) ?? character);
  const words = segmenter.cut(text).filter((word) => word.trim() !== '');
  return [
    { weight: groupWeights.characters, names: onesAndTwos('c', characters) },
    { weight: groupWeights.words, names: words.map((word) => `w${word}`) },
    { weight: groupWeights.sounds, names: onesAndTwos('s', heard) },
  ];
}

/** `^` and `$` stand for the beginning and the end: what a message begins with is a hint. */
function onesAndTwos(kind: string, units: readonly string[]): readonly string[] {
  const names = units.map((unit) => kind + unit);
  let before = '^';
  for (const unit of [...units, '$']) {
    names.push(`${kind}${before} ${unit}`);
    before = unit;
  }
  return names;
}
