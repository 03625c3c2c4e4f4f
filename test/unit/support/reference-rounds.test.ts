import { expect, test } from 'vitest';
import { referenceRounds } from '../../support/reference-rounds.ts';

test('work that grows with the square of a text is told from work that grows with its length', () => {
  const long = 'a'.repeat(30_000);

  expect(referenceRounds(() => /a+b/.test(long), 50)).toBeGreaterThan(50);
  expect(referenceRounds(() => /^a+b/.test(long), 50)).toBeLessThan(50);
});
