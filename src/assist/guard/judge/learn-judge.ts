import { type GuardLine, soundLabel } from '../../../knowledge/guard-lines.ts';
import type { IntentModel } from '../../../nlu/intent-model.ts';
import type { Parameter } from '../../../nlu/linear/parameter.ts';
import { quantise } from '../../../nlu/linear/quantise.ts';
import { train } from '../../../nlu/linear/train.ts';
import type { Sounds } from '../../../nlu/sounds.ts';
import { findViolations } from '../find-violations.ts';
import type { GuardRules } from '../read-guard.ts';
import { type ReplyFeatureGroup, readReply, rowOf } from './reply-features.ts';

/** A machine for `sound` and one for each rule. It needs no segmenter. */
export type JudgeModel = IntentModel;

/** Chosen by leaving out one writer after another. */
const parameter: Parameter = { cost: 3, epsilon: 0.1, passes: 30, bias: 1, seed: 1 };
/** What fewer lines have in common tells no more of others (measured), and is a third of the model. */
const fewestLines = 3;

/** Learns from all lines; the same lines and rules give the same model, bit by bit. */
export function learnJudge(
  lines: readonly GuardLine[],
  guard: GuardRules,
  sounds: Sounds,
): JudgeModel {
  const places = new Map<string, number>();
  const read = lines.map((line) =>
    withoutNames(groupsOf(line, guard, sounds), (name) => placeOf(places, name)),
  );
  const labels = [...new Set([soundLabel, ...lines.map(({ label }) => label)])].toSorted();
  const numbers = numbersOf(read, places.size);
  const vocabulary = vocabularyOf(places.keys(), numbers);
  const linear = train(
    {
      rows: read.map((groups) => rowOf(groups, (place) => numbers[place])),
      labels: lines.map(({ label }) => labels.indexOf(label)),
      labelCount: labels.length,
      featureCount: vocabulary.size,
    },
    parameter,
  );
  return {
    segmenter: 'none',
    labels,
    temperature: 1,
    vocabulary,
    sounds: soundsHeard(lines, sounds),
    linear: quantise(linear),
    network: null,
  };
}

/** The rules find nearly all lines that they were written with: learnt from those, they would be trusted too much. */
function groupsOf({ text, isOfRules }: GuardLine, guard: GuardRules, sounds: Sounds) {
  const found = findViolations(guard, text, { said: [] });
  const { groups } = readReply({ text, found }, guard, sounds);
  return groups.filter(({ kind }) => kind !== 'cues' || !isOfRules);
}

/** Features by the places of their names: millions of names, as objects, take a gigabyte. */
type Placed = readonly ReplyFeatureGroup<number>[];

function withoutNames(
  groups: readonly ReplyFeatureGroup[],
  placed: (name: string) => number,
): Placed {
  return groups.map(({ kind, features }) => ({
    kind,
    features: features.map(({ name }) => placed(name)),
  }));
}

/** In the order of their first use. */
function placeOf(places: Map<string, number>, name: string): number {
  const known = places.get(name);
  if (known !== undefined) return known;
  places.set(name, places.size);
  return places.size - 1;
}

/** By place: the number of each feature that several lines have. */
function numbersOf(lines: readonly Placed[], placeCount: number): readonly (number | undefined)[] {
  const counts = new Int32Array(placeCount);
  for (const groups of lines)
    for (const place of new Set(groups.flatMap(({ features }) => features)))
      counts[place] = (counts[place] ?? 0) + 1;
  let size = 0;
  return Array.from(counts, (count) => {
    if (count < fewestLines) return undefined;
    size += 1;
    return size - 1;
  });
}

function vocabularyOf(
  names: Iterable<string>,
  numbers: readonly (number | undefined)[],
): ReadonlyMap<string, number> {
  const vocabulary = new Map<string, number>();
  let place = 0;
  for (const name of names) {
    const number = numbers[place];
    if (number !== undefined) vocabulary.set(name, number);
    place += 1;
  }
  return vocabulary;
}

/** Sounds that no line holds say nothing; but what sounds like them is heard. */
function soundsHeard(lines: readonly GuardLine[], sounds: Sounds): Sounds {
  const heard = new Set(
    lines.flatMap(({ text }) => [...text].map((character) => sounds.get(character))),
  );
  return new Map([...sounds].filter(([, sound]) => heard.has(sound)));
}
