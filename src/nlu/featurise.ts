import type { SparseRow } from './linear/problem.ts';
import type { Segmenter } from './segmenter.ts';
import type { Sounds } from './sounds.ts';

/** What the features of an utterance are made with; training and serving need the same. */
export interface FeatureTools {
  readonly segmenter: Segmenter;
  readonly sounds: Sounds;
}

interface Numbers<Feature> {
  get(feature: Feature): number | undefined;
}

/** Number of each feature that was seen in training. */
export interface Vocabulary extends Numbers<string> {
  readonly size: number;
  /** In the order of their numbers. */
  keys(): Iterable<string>;
}

/** Normalised text to numbers. */
export type Featurise = (text: string) => SparseRow;

/** Features of one kind. A kind counts for as much in a long utterance as in a short one. */
interface FeatureGroup<Feature> {
  readonly weight: number;
  readonly features: readonly Feature[];
}

/** All features of a text by their names, or by whatever stands for these; known ones and others. */
export type FeatureGroups<Feature = string> = readonly FeatureGroup<Feature>[];

/** Chosen by cross-validation on MASSIVE's training part and on our own utterances (BENCHMARKS.md). */
const groupWeights = { characters: 1, words: 0.5, sounds: 0.5 };

/** What one utterance alone has teaches nothing that carries over: half of the features, and no answer is better for them. */
const fewestTexts = 2;

/** Numbers the features that several of the texts have, in the order of their first use. */
export function buildVocabulary<Feature>(
  texts: readonly FeatureGroups<Feature>[],
): ReadonlyMap<Feature, number> {
  const uses = new Map<Feature, Use>();
  for (const [text, groups] of texts.entries())
    for (const { features } of groups) for (const feature of features) use(uses, feature, text);
  const vocabulary = new Map<Feature, number>();
  for (const [feature, { count }] of uses)
    if (count >= fewestTexts) vocabulary.set(feature, vocabulary.size);
  return vocabulary;
}

interface Use {
  /** Of texts. */
  count: number;
  last: number;
}

function use<Feature>(uses: Map<Feature, Use>, feature: Feature, text: number): void {
  const known = uses.get(feature);
  if (known === undefined) uses.set(feature, { count: 1, last: text });
  else if (known.last !== text) {
    known.count += 1;
    known.last = text;
  }
}

/** Texts whose features are places in `names`: what looks at them several times compares no names again. */
export function withoutNames(texts: readonly FeatureGroups[]): {
  readonly names: readonly string[];
  readonly texts: readonly FeatureGroups<number>[];
} {
  const places = new Map<string, number>();
  const placeOf = (name: string) => {
    const known = places.get(name);
    if (known !== undefined) return known;
    places.set(name, places.size);
    return places.size - 1;
  };
  const placed = texts.map((groups) =>
    groups.map(({ weight, features }) => ({ weight, features: features.map(placeOf) })),
  );
  return { names: [...places.keys()], texts: placed };
}

export function createFeaturise(vocabulary: Vocabulary, tools: FeatureTools): Featurise {
  return (text) => rowOf(featureGroupsOf(text, tools), vocabulary);
}

/** The features that have a number, each kind as long as its weight. */
export function rowOf<Feature>(
  groups: FeatureGroups<Feature>,
  vocabulary: Numbers<Feature>,
): SparseRow {
  const indices: number[] = [];
  const values: number[] = [];
  for (const { weight, features } of groups) {
    const counts = countKnown(features, vocabulary);
    let squares = 0;
    for (const count of counts.values()) squares += strengthOf(count) ** 2;
    const share = weight / Math.sqrt(squares);
    for (const [index, count] of counts) {
      indices.push(index);
      values.push(share * strengthOf(count));
    }
  }
  return { indices: Int32Array.from(indices), values: Float32Array.from(values) };
}

/** A feature twice in a text says more than once, but not twice as much. */
function strengthOf(count: number): number {
  return count === 1 ? 1 : 1 + Math.log(count);
}

/** Features without a number say nothing: they are passed over and do not weaken the others. */
function countKnown<Feature>(
  features: readonly Feature[],
  vocabulary: Numbers<Feature>,
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const feature of features) {
    const index = vocabulary.get(feature);
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
    { weight: groupWeights.characters, features: onesAndTwos('c', characters) },
    { weight: groupWeights.words, features: words.map((word) => `w${word}`) },
    { weight: groupWeights.sounds, features: onesAndTwos('s', heard) },
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
