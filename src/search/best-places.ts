import { numberAt } from './number-at.ts';

export interface Chosen {
  readonly limit: number;
  /** A place that comes first whatever its score. */
  readonly pinned?: number | undefined;
  /** Other places do not take part. */
  readonly isAllowed?: ((place: number) => boolean) | undefined;
}

/** The places of the highest scores above 0, the earlier place first where they are equal. */
export function bestPlaces(
  scores: Float64Array,
  { limit, pinned, isAllowed }: Chosen,
): readonly number[] {
  const best: number[] = [];
  let enough = 0;
  for (let place = 0; place < scores.length; place += 1) {
    if ((scores[place] ?? 0) <= enough || place === pinned) continue;
    if (isAllowed?.(place) === false) continue;
    insert(best, place, { scores, limit });
    if (best.length === limit) enough = numberAt(scores, best[limit - 1] ?? place);
  }
  return pinned === undefined ? best : [pinned, ...best];
}

/** Behind all places whose score is as high; the last one gives way where the list is full. */
function insert(
  best: number[],
  place: number,
  { scores, limit }: { readonly scores: Float64Array; readonly limit: number },
): void {
  let rank = Math.min(best.length, limit - 1);
  for (; rank > 0 && numberAt(scores, best[rank - 1] ?? place) < numberAt(scores, place); rank -= 1)
    best[rank] = best[rank - 1] ?? place;
  best[rank] = place;
}
