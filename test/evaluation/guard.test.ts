import { expect, test } from 'vitest';
import { countGuard, readGuardLines, shippedGuard } from './guard-lines.ts';

// What is reached today: shares may be raised, never lowered to let a change pass. `npm run evaluate -- guard` prints them.

test('of lines by a writer who saw no rule, 95 of 100 are caught and 2 of 100 sound ones stopped', async () => {
  const counts = countGuard(await shippedGuard(), readGuardLines('held-out-1'));

  expect(counts.caught / counts.bad).toBeGreaterThanOrEqual(0.95);
  expect(counts.stopped / counts.sound).toBeLessThanOrEqual(0.02);
});

test('of lines that nothing was tuned on, 95 of 100 are caught and 2 of 100 sound ones stopped', async () => {
  const counts = countGuard(await shippedGuard(), readGuardLines('held-out-2'));

  expect(counts.caught / counts.bad).toBeGreaterThanOrEqual(0.95);
  expect(counts.stopped / counts.sound).toBeLessThanOrEqual(0.02);
});
