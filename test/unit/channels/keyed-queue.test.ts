import { expect, test } from 'vitest';
import { createKeyedQueue } from '../../../bot/channels/directline/keyed-queue.ts';

test('work of one key waits for the one before, also after a failure; other keys do not wait', async () => {
  const steps: string[] = [];
  const inOrder = createKeyedQueue<string>();
  const gate = Promise.withResolvers<void>();

  const first = inOrder('a', async () => {
    steps.push('a1 begins');
    await gate.promise;
    steps.push('a1 fails');
    throw new Error('a1');
  });
  const second = inOrder('a', async () => {
    steps.push('a2');
    return 2;
  });
  await inOrder('b', async () => {
    steps.push('b1');
  });
  gate.resolve();

  await expect(first).rejects.toThrow('a1');
  expect(await second).toBe(2);
  expect(steps).toEqual(['a1 begins', 'b1', 'a1 fails', 'a2']);
});
