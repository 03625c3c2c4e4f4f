import type { Outcome } from '../../src/nlu/evaluation/score.ts';
import { createFeaturise } from '../../src/nlu/featurise.ts';
import type { IntentModel } from '../../src/nlu/intent-model.ts';
import { normalise } from '../../src/nlu/normalise.ts';
import { tools } from './classifier.ts';

export interface ExplainedConfusion {
  readonly label: string;
  readonly predicted: string;
  readonly lines: readonly string[];
  readonly why: string;
}

const reasonsShown = 3;
const worst = 10;

/** The most frequent confusions, each with what in its lines misled the model most. */
export function explainConfusions(
  outcomes: readonly Outcome[],
  model: IntentModel,
): readonly ExplainedConfusion[] {
  const wrong = outcomes.filter(({ label, predicted }) => label !== predicted);
  const weigh = createWeigh(model);
  return [...Map.groupBy(wrong, ({ label, predicted }) => `${label} ${predicted}`).values()]
    .toSorted((a, b) => b.length - a.length)
    .slice(0, worst)
    .flatMap((pair) => {
      const [first] = pair;
      if (!first) return [];
      const { label, predicted } = first;
      const lines = pair.map(({ text }) => text);
      return [{ label, predicted, lines, why: sentence(weigh(lines, label, predicted), first) }];
    });
}

function sentence(misled: readonly string[], { label, predicted }: Outcome): string {
  const words = misled.map((word) => `“${word}”`).join(', ');
  return `${words} stand for ${predicted} in what was learnt, and outweigh what speaks for ${label}.`;
}

/** Characters and words by how much further the borders let them pull lines towards `predicted` than towards `label`. */
function createWeigh({ linear, labels, vocabulary, sounds }: IntentModel) {
  const names = [...vocabulary.keys()];
  const featurise = createFeaturise(vocabulary, { segmenter: tools().segmenter, sounds });
  const weightOf = (feature: number, label: number) =>
    (linear.weights[feature * linear.labelCount + label] ?? 0) * (linear.scales[label] ?? 1);
  return (lines: readonly string[], label: string, predicted: string): readonly string[] => {
    const [right, taken] = [labels.indexOf(label), labels.indexOf(predicted)];
    const pull = new Map<string, number>();
    for (const line of lines) {
      const { indices, values } = featurise(normalise(line).text);
      for (const [at, feature] of indices.entries()) {
        const word = readable(names[feature] ?? '');
        const more = (weightOf(feature, taken) - weightOf(feature, right)) * (values[at] ?? 0);
        if (word !== null) pull.set(word, (pull.get(word) ?? 0) + more);
      }
    }
    return strongest(pull);
  };
}

/** c退 货 and w退货 are 退货; sounds and the ends of a message are left out, nobody could read them. */
function readable(name: string): string | null {
  if (name.startsWith('s') || /[\^$]/.test(name)) return null;
  return name.slice(1).replace(' ', '');
}

function strongest(pull: ReadonlyMap<string, number>): readonly string[] {
  const words: string[] = [];
  for (const [word] of [...pull].toSorted((a, b) => b[1] - a[1])) {
    if (words.length === reasonsShown) break;
    if (!words.some((other) => other.includes(word) || word.includes(other))) words.push(word);
  }
  return words;
}
