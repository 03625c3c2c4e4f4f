import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestPlaces } from '../../../src/search/best-places.ts';

const scores = fc.array(fc.integer({ min: -1, max: 4 }), { maxLength: 30 });

describe('the best places', () => {
  test('are those of a sort, the earlier of equals first, without what is not above 0', () => {
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 6 }), (all, limit) => {
        const sorted = all
          .map((score, place) => ({ score, place }))
          .filter(({ score }) => score > 0)
          .sort((a, b) => b.score - a.score || a.place - b.place)
          .slice(0, limit)
          .map(({ place }) => place);

        expect(bestPlaces(Float64Array.from(all), { limit })).toEqual(sorted);
      }),
    );
  });

  test('begin with the pinned one and leave out what may not answer', () => {
    const all = Float64Array.of(1, 5, 4, 0, 3);

    const best = bestPlaces(all, { limit: 2, pinned: 3, isAllowed: (place) => place !== 1 });

    expect(best).toEqual([3, 2, 4]);
  });
});
