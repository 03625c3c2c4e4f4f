import { alignText, typedSpan } from '../aligned-text.ts';
import type { Entity } from '../entity.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { findAmounts } from './amounts.ts';
import { dayAt } from './calendar-day.ts';
import type { Find } from './candidate.ts';
import { findContacts } from './contacts.ts';
import { findDates } from './dates.ts';
import { findDaysAgo } from './days-ago.ts';
import { createFindGoods } from './goods.ts';
import { createFindOrderNumbers } from './order-numbers.ts';
import { findQuantities } from './quantities.ts';
import { resolveOverlaps } from './resolve-overlaps.ts';
import { createFindToldFacts } from './told-facts.ts';

/** `now`: epoch milliseconds. */
export type FindEntities = (original: string, now: number) => readonly Entity[];

/** Finds what an utterance says beside its intent. Takes time in proportion to its length, whatever it holds. */
export function createFindEntities(lexicon: Lexicon): FindEntities {
  const finders: readonly Find[] = [
    findContacts,
    createFindOrderNumbers(lexicon.couriers),
    findAmounts,
    findQuantities,
    findDates,
    findDaysAgo,
    createFindGoods(lexicon.goods),
    createFindToldFacts(lexicon),
  ];
  return (original, now) => {
    const aligned = alignText(original);
    const today = dayAt(now);
    const found = finders.flatMap((find) => find(aligned, today));
    return resolveOverlaps(found).map(
      ({ start, end, certainty: _certainty, ...entity }) =>
        ({ ...entity, ...typedSpan(aligned, start, end) }) as Entity,
    );
  };
}
