import { expect, test } from 'vitest';
import { confidencesOf, fitTemperature } from '../../../src/nlu/calibrate.ts';
import { createSeededRandom } from '../../../src/nlu/linear/seeded-random.ts';

test('the fitted temperature is the one by which the labels were drawn', () => {
  const random = createSeededRandom(7);
  const heldOut = Array.from({ length: 4000 }, () => {
    const margins = Float64Array.from({ length: 5 }, () => random() * 2 - 1);
    return { margins, label: draw(confidencesOf(margins, 0.4), random()) };
  });

  const temperature = fitTemperature(heldOut);

  expect(temperature).toBeGreaterThan(0.37);
  expect(temperature).toBeLessThan(0.43);
});

test('margins too large for an exponential still make shares', () => {
  const shares = confidencesOf(Float64Array.of(5000, -5000, 4999), 0.5);

  expect(shares[0]).toBeCloseTo(0.881, 3);
  expect(shares[1]).toBe(0);
});

/** The label at `at` of the way through the shares. */
function draw(shares: Float64Array, at: number): number {
  let sum = 0;
  const label = shares.findIndex((share) => {
    sum += share;
    return at < sum;
  });
  return label < 0 ? shares.length - 1 : label;
}
