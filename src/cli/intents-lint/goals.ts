import type { IntentName } from '../../knowledge/intent-names.ts';

/** From how many utterances on an intent is taken to be known. Each doubling brought 5 to 10 points (BENCHMARKS.md). */
const fewest = 220;
/** These hold whatever is left over by the others, so there is more to be said in them. */
const fewestOfWide = 500;
const wide: readonly IntentName[] = ['faq', 'out_of_scope', 'presales_question'];

export function goalOf(intent: IntentName): number {
  return wide.includes(intent) ? fewestOfWide : fewest;
}
