import { describe, expect, test } from 'vitest';
import {
  acknowledge,
  addPending,
  beginTry,
  failTry,
  nextToSend,
  type Outbox,
  removePending,
  restoreOutbox,
  retryByItself,
  retryOne,
  serializeOutbox,
} from '../../../src/web/shared/outbox.ts';

const outboxOf = (...keys: readonly string[]): Outbox =>
  keys.reduce<Outbox>(
    (outbox, key) => addPending(outbox, { key, text: key, files: [], at: 0 }),
    [],
  );

const states = (outbox: Outbox) => outbox.map(({ key, state }) => `${key} ${state}`);

const lose = (outbox: Outbox, key: string) =>
  failTry(beginTry(outbox, key), key, { failure: 'unreachable' });

describe('outbox', () => {
  test('messages go one at a time, in the order in which they were written', () => {
    const outbox = beginTry(outboxOf('a', 'b'), 'a');

    const whileSending = nextToSend(outbox);
    const afterwards = nextToSend(acknowledge(outbox, 'a'));

    expect(whileSending).toBeNull();
    expect(afterwards?.key).toBe('b');
  });

  test('where nothing gets through, what stands behind waits with it', () => {
    const outbox = lose(outboxOf('a', 'b'), 'a');

    const withAnother = addPending(outbox, { key: 'c', text: 'c', files: [], at: 0 });

    expect(states(withAnother)).toEqual(['a unsent', 'b unsent', 'c unsent']);
    expect(nextToSend(withAnother)).toBeNull();
    expect(nextToSend(retryByItself(withAnother))?.key).toBe('a');
  });

  test('a message is tried again by itself once, then only by the shopper', () => {
    const once = lose(outboxOf('a'), 'a');
    const twice = lose(retryByItself(once), 'a');

    expect(states(retryByItself(once))).toEqual(['a waiting']);
    expect(states(retryByItself(twice))).toEqual(['a unsent']);
    expect(states(retryOne(twice, 'a'))).toEqual(['a waiting']);
  });

  test('a message refused for good lets the next one pass', () => {
    const refusal = { failure: 'rejected', problem: '内容有误' } as const;
    const outbox = failTry(beginTry(outboxOf('a', 'b'), 'a'), 'a', refusal);

    expect(nextToSend(outbox)?.key).toBe('b');
    expect(outbox[0]?.problem).toBe('内容有误');
    expect(states(retryByItself(outbox))).toEqual(['a unsent', 'b waiting']);
  });

  test('a further try forgets why the last one failed', () => {
    const refused = failTry(beginTry(outboxOf('a'), 'a'), 'a', {
      failure: 'rejected',
      problem: '内容有误',
    });

    const outbox = beginTry(retryOne(refused, 'a'), 'a');

    expect(outbox[0]).not.toHaveProperty('problem');
  });

  test('what the log shows leaves, whatever state it was in', () => {
    const outbox = lose(outboxOf('a', 'b'), 'a');

    expect(states(removePending(outbox, new Set(['a', 'x'])))).toEqual(['b unsent']);
    expect(removePending(outbox, new Set(['x']))).toBe(outbox);
  });

  test('a reload keeps keys and tries; a try under way counts as failed', () => {
    const outbox = beginTry(acknowledge(outboxOf('a', 'b', 'c'), 'a'), 'b');

    const restored = restoreOutbox(serializeOutbox(outbox));

    expect(states(restored)).toEqual(['a acknowledged', 'b unsent', 'c unsent']);
    expect(restored.map(({ tries }) => tries)).toEqual([0, 1, 0]);
  });

  test('a message whose files went with the page is kept but cannot be sent again', () => {
    const file = new File(['x'], 'a.png', { type: 'image/png' });
    const chosen = { name: 'a.png', contentType: 'image/png', sizeBytes: 1, file };
    const outbox = addPending([], { key: 'a', text: '', files: [chosen], at: 0 });

    const restored = restoreOutbox(serializeOutbox(outbox));

    expect(states(retryByItself(restored))).toEqual(['a unsent']);
    expect(states(retryOne(restored, 'a'))).toEqual(['a unsent']);
  });

  test.each([null, '', '{', '{}', '[1, null, {"key": 1}]'])('restores nothing from %j', (text) => {
    expect(restoreOutbox(text)).toEqual([]);
  });
});
