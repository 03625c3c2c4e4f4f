import { afterEach, expect, test } from 'vitest';
import { accepting, begin, conversation } from '../support/store-builders.ts';
import { openTempStore } from '../support/store-sqlite.ts';

const a = conversation('a');
const maxQueued = 32;

let close = async () => {};
afterEach(() => close());

test('more requests than the queue holds are refused at once, and the others are answered', async () => {
  const opened = await openTempStore({ maxQueued });
  close = opened.close;
  const { store } = opened;
  await begin(store, a);

  const answers = await Promise.allSettled(
    Array.from({ length: maxQueued + 10 }, (_, at) => store.accept(accepting(a, `k${at}`))),
  );

  const refused = answers.filter((answer) => answer.status === 'rejected');
  expect(refused).toHaveLength(10);
  expect(refused.map(({ reason }) => reason.code)).toEqual(Array(10).fill('STORE_BUSY'));
  expect((await store.since(a, 0, 200))?.head).toBe(maxQueued);
  expect(await store.accept(accepting(a, 'later'))).toMatchObject({ seq: maxQueued + 1 });
});

test('the health of a store whose queue is full is still told', async () => {
  const opened = await openTempStore({ maxQueued });
  close = opened.close;
  const { store } = opened;
  await begin(store, a);
  const begun = Array.from({ length: maxQueued }, (_, at) => store.accept(accepting(a, `k${at}`)));

  const health = await store.health();

  expect(health).toMatchObject({ isWritable: true, queued: maxQueued });
  await Promise.all(begun);
});
