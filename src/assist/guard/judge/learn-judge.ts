import { type GuardLine, soundLabel } from '../../../knowledge/guard-lines.ts';
import type { IntentModel } from '../../../nlu/intent-model.ts';
import type { Parameter } from '../../../nlu/linear/parameter.ts';
import { quantise } from '../../../nlu/linear/quantise.ts';
import { train } from '../../../nlu/linear/train.ts';
import type { Sounds } from '../../../nlu/sounds.ts';
import { findViolations } from '../find-violations.ts';
import type { GuardRules } from '../read-guard.ts';
import { readReply, rowOf } from './reply-features.ts';

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
  const read = lines.map((line) => groupsOf(line, guard, sounds));
  const labels = [...new Set([soundLabel, ...lines.map(({ label }) => label)])].toSorted();
  const vocabulary = vocabularyOf(read.map((groups) => groups.flatMap(({ features }) => features)));
  const linear = train(
    {
      rows: read.map((groups) => rowOf(groups, (name) => vocabulary.get(name))),
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

function vocabularyOf(
  lines: readonly (readonly { readonly name: string }[])[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const features of lines)
    for (const name of new Set(features.map((feature) => feature.name)))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  const known = [...counts].filter(([, count]) => count >= fewestLines);
  return new Map(known.map(([name], index) => [name, index]));
}

/** Sounds that no line holds say nothing; but what sounds like them is heard. */
function soundsHeard(lines: readonly GuardLine[], sounds: Sounds): Sounds {
  const heard = new Set(
    lines.flatMap(({ text }) => [...text].map((character) => sounds.get(character))),
  );
  return new Map([...sounds].filter(([, sound]) => heard.has(sound)));
}
