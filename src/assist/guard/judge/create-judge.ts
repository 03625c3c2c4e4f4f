import { soundLabel } from '../../../knowledge/guard-lines.ts';
import { typedSpan } from '../../../nlu/aligned-text.ts';
import { marginsOf } from '../../../nlu/linear/model.ts';
import type { Finding } from '../finding.ts';
import type { GuardRule, GuardRules } from '../read-guard.ts';
import type { JudgeModel } from './learn-judge.ts';
import { featureWeights, type ReadReply, readReply, rowOf } from './reply-features.ts';

/** Says of a reply whether it breaks a rule, by all of its words together. */
export interface Judge {
  /** What it breaks, most likely, and the words that tell most; `null`: nothing. */
  judge(text: string, guard: GuardRules): Finding | null;
}

/** How far on the wrong side a reply stands before it is stopped: by leaving out one writer after another, the best of 3 to 4 in 100 sound ones stopped. */
const border = 0.3;

export function createJudge(model: JudgeModel): Judge {
  const sound = model.labels.indexOf(soundLabel);
  return {
    judge(text, guard) {
      const read = readReply(text, guard, model.sounds);
      const row = rowOf(read.groups, (name) => model.vocabulary.get(name));
      const margins = marginsOf(model.linear, row);
      if (-(margins[sound] ?? 0) <= border) return null;
      const rule = likeliest(model, margins, guard);
      return rule && findingOf(rule, spanOf(model, read, sound));
    },
  };
}

/** Of the rules that the guard has. */
function likeliest(
  { labels }: JudgeModel,
  margins: Float64Array,
  { rules }: GuardRules,
): GuardRule | null {
  const ranked = labels
    .map((label, at) => ({ label, margin: margins[at] ?? 0 }))
    .toSorted((a, b) => b.margin - a.margin);
  for (const { label } of ranked) {
    const rule = rules.find(({ id }) => id === label);
    if (rule) return rule;
  }
  return null;
}

/** A judgement may be wrong, so an agent may send it all the same, with a reason. */
function findingOf(rule: GuardRule, span: ReturnType<typeof typedSpan>): Finding {
  const { id, title, clauseId, advice } = rule;
  return { rule: id, title, level: 'warn', ...span, clauseId, advice };
}

/** The part between two marks that speaks most against the reply. */
function spanOf(model: JudgeModel, read: ReadReply, sound: number) {
  const { meant } = read;
  const against = weightsAgainst(model, read, sound);
  const parts = [...meant.text.matchAll(/[^,.;!?\n]+/g)].map(({ 0: part, index }) => {
    const end = index + part.length;
    return { start: index, end, sum: against.subarray(index, end).reduce((a, b) => a + b, 0) };
  });
  const worst = parts.toSorted((a, b) => b.sum - a.sum)[0] ?? { start: 0, end: meant.text.length };
  return typedSpan(meant, worst.start, worst.end);
}

/** By unit of the reply: what each feature has against it, shared out among its units. */
function weightsAgainst(
  { linear, vocabulary }: JudgeModel,
  { meant, groups }: ReadReply,
  sound: number,
): Float64Array {
  const against = new Float64Array(meant.text.length);
  for (const { kind, features } of groups)
    for (const { name, start, end } of features) {
      const index = vocabulary.get(name);
      if (index === undefined) continue;
      const weight = linear.weights[index * linear.labelCount + sound] ?? 0;
      const share = (-weight * featureWeights[kind]) / (end - start || 1);
      for (let at = start; at < end; at += 1) against[at] = (against[at] ?? 0) + share;
    }
  return against;
}
