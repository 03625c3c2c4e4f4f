import type { Candidate, Certainty, Found } from './candidate.ts';

const rank: Readonly<Record<Certainty, number>> = { proven: 2, told: 1, likely: 0 };

/**
 * Of those that claim the same place the most certain stays, then the longest, then the first. A product and the
 * category that its name holds (戴森吹风机, 吹风机) stay both.
 */
export function resolveOverlaps(found: readonly Found[]): readonly Candidate[] {
  const taken = new Map<number, 'goods' | 'other'>();
  const kept: Candidate[] = [];
  for (const candidate of found.toSorted(betterFirst)) {
    const layer = isGoods(candidate) ? 'goods' : 'other';
    if (isTaken(candidate, layer === 'goods' ? kept : [], taken)) continue;
    for (let place = candidate.start; place < candidate.end; place += 1) taken.set(place, layer);
    if (candidate.type !== null) kept.push(candidate);
  }
  return kept.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

function isGoods({ type }: Found): boolean {
  return type === 'product' || type === 'product_category';
}

function betterFirst(a: Found, b: Found): number {
  const byCertainty = rank[b.certainty] - rank[a.certainty];
  return byCertainty || b.end - b.start - (a.end - a.start) || a.start - b.start;
}

/** `goods`: the goods kept so far, where the candidate is one too. */
function isTaken(
  candidate: Found,
  goods: readonly Candidate[],
  taken: ReadonlyMap<number, 'goods' | 'other'>,
): boolean {
  for (let place = candidate.start; place < candidate.end; place += 1) {
    const layer = taken.get(place);
    if (layer === 'other' || (layer === 'goods' && !isGoods(candidate))) return true;
  }
  return goods.some(
    ({ type, start, end }) =>
      type === candidate.type && start < candidate.end && candidate.start < end,
  );
}
