import type { Intent } from './intents.ts';
import type { Classified } from './interpretation.ts';
import { isNoWish } from './wishes/one-matter.ts';

/**
 * Up to here two intents are near, if they lead to different places: one is asked instead of guessed. By `npm run
 * bench:wishes`, on utterances that the model had not seen: 36 of 1,000 are asked about. Of these a guess would be right
 * in 47 of 100, two buttons hold the right one in 78, three in 89; from 0.3 to 0.4 a guess is right in two of three.
 */
export const nearMargin = 0.3;
/** A third one with less than this is not worth a button. */
const leastShare = 0.1;

/** The two or three intents of which one should be asked, the likeliest first; empty where the first is clear enough. */
export function nearIntents(
  { ranking }: Pick<Classified, 'ranking'>,
  routeOf: (intent: Intent) => string,
): readonly Intent[] {
  const [first, second, third] = ranking;
  if (first === undefined || second === undefined) return [];
  const isNear = first.confidence - second.confidence <= nearMargin;
  const isChoice = !isNoWish(first.intent) && !isNoWish(second.intent);
  if (!isNear || !isChoice || routeOf(first.intent) === routeOf(second.intent)) return [];
  const isThird = third !== undefined && !isNoWish(third.intent) && third.confidence >= leastShare;
  return [first.intent, second.intent, ...(isThird ? [third.intent] : [])];
}
