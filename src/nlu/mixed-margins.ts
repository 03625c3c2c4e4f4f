import type { IntentModel } from './intent-model.ts';
import { marginsOf } from './linear/model.ts';
import type { SparseRow } from './linear/problem.ts';
import { logitsOf } from './network/network.ts';

/** How many logits of the net a margin of the borders is worth: chosen by cross-validation, like their cost. */
const marginWorth = 4;

/**
 * What borders and net say together, of each label. They err on different utterances: together they are right where
 * either of them alone is not.
 */
export function mixedMargins(
  { linear, network }: Pick<IntentModel, 'linear' | 'network'>,
  row: SparseRow,
): Float64Array {
  const margins = marginsOf(linear, row);
  if (!network) return margins;
  return logitsOf(network, row).map((logit, label) => logit + marginWorth * (margins[label] ?? 0));
}
