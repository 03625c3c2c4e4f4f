import { soundLabel } from '../../../knowledge/guard-lines.ts';
import { typedSpan } from '../../../nlu/aligned-text.ts';
import { type LinearModel, marginsOf } from '../../../nlu/linear/model.ts';
import type { Finding } from '../finding.ts';
import type { GuardRule, GuardRules } from '../read-guard.ts';
import type { JudgeModel } from './learn-judge.ts';
import type { SeenReply } from './reply-cues.ts';
import { featureWeights, type ReadReply, readReply, rowOf } from './reply-features.ts';

/** Says of a reply whether it breaks a rule, by all of its words together. */
export interface Judge {
  /** What it breaks, most likely, and the words that tell most; `null`: nothing. */
  judge(reply: SeenReply, guard: GuardRules): Finding | null;
}

/**
 * By how much a rule must fit better than `sound` before a reply is stopped: by leaving out one writer after another,
 * where 2 in 100 sound ones are. What only asks whether a reply is unlike sound ones catches seven of 100 less.
 */
const border = -0.1;

export function createJudge(model: JudgeModel): Judge {
  const sound = model.labels.indexOf(soundLabel);
  return {
    judge(reply, guard) {
      const read = readReply(reply, guard, model.sounds);
      const row = rowOf(read.groups, ({ name }) => model.vocabulary.get(name));
      const margins = marginsOf(model.linear, row);
      const likeliest = likeliestOf(model, margins, guard);
      if (likeliest === null || likeliest.margin - (margins[sound] ?? 0) <= border) return null;
      const between = { rule: model.labels.indexOf(likeliest.rule.id), sound };
      return findingOf(likeliest.rule, spanOf(model, read, between));
    },
  };
}

/** Of the rules that the guard has. */
function likeliestOf(
  { labels }: JudgeModel,
  margins: Float64Array,
  { rules }: GuardRules,
): { readonly rule: GuardRule; readonly margin: number } | null {
  return rules.reduce<ReturnType<typeof likeliestOf>>((best, rule) => {
    const margin = margins[labels.indexOf(rule.id)];
    return margin !== undefined && margin > (best?.margin ?? Number.NEGATIVE_INFINITY)
      ? { rule, margin }
      : best;
  }, null);
}

/** Places of two labels. */
interface Between {
  readonly rule: number;
  readonly sound: number;
}

/** A judgement may be wrong, so an agent may send it all the same, with a reason. */
function findingOf(rule: GuardRule, span: ReturnType<typeof typedSpan>): Finding {
  const { id, title, clauseId, advice } = rule;
  return { rule: id, title, level: 'warn', ...span, clauseId, advice };
}

/** The part between two marks that speaks most against the reply. */
function spanOf(model: JudgeModel, read: ReadReply, between: Between) {
  const { meant } = read;
  const against = weightsAgainst(model, read, between);
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
  { rule, sound }: Between,
): Float64Array {
  const against = new Float64Array(meant.text.length);
  for (const { kind, features } of groups)
    for (const { name, start, end } of features) {
      const index = vocabulary.get(name);
      if (index === undefined) continue;
      const weight = weightOf(linear, index, rule) - weightOf(linear, index, sound);
      const share = (weight * featureWeights[kind]) / (end - start || 1);
      for (let at = start; at < end; at += 1) against[at] = (against[at] ?? 0) + share;
    }
  return against;
}

function weightOf({ weights, labelCount, scales }: LinearModel, feature: number, label: number) {
  return (weights[feature * labelCount + label] ?? 0) * (scales[label] ?? 1);
}
