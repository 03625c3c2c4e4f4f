import { describe, expect, test } from 'vitest';
import { createDelivery } from '../../../src/web/shared/delivery.ts';
import type { Outbox } from '../../../src/web/shared/outbox.ts';
import { WireError } from '../../../src/web/shared/request.ts';

type Answer = 'ok' | WireError;

/** A delivery whose courier gives the prepared answers, in turn, and then only good ones. */
function setUp(answers: readonly Answer[] = [], saved: string | null = null) {
  const left = [...answers];
  const posted: string[] = [];
  const planned: { then: () => void; ms: number }[] = [];
  let reconnects = 0;
  const kept = new Map<string, string>(saved === null ? [] : [['anxin.outbox', saved]]);
  const delivery = createDelivery({
    courier: {
      async post({ key }) {
        posted.push(key);
        const answer = left.shift() ?? 'ok';
        if (answer !== 'ok') throw answer;
      },
      async upload() {},
      reconnect: () => {
        reconnects += 1;
      },
    },
    memory: {
      read: (key) => kept.get(key) ?? null,
      write: (key, text) => kept.set(key, text),
    },
    onChange() {},
    onAcknowledged() {},
    later: (then, ms) => planned.push({ then, ms }),
  });
  const send = (key: string) => delivery.send({ key, text: key, files: [], at: 0 });
  return { delivery, send, posted, planned, kept, reconnects: () => reconnects };
}

/** Until all promises that can settle have settled. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
const states = (outbox: Outbox) => outbox.map(({ key, state }) => `${key} ${state}`);

describe('delivery', () => {
  test('a network that is gone makes it reconnect, and its return starts the one retry', async () => {
    const { delivery, send, posted, reconnects } = setUp([new WireError(0), new WireError(0)]);
    send('a');
    await settled();
    expect([posted.length, reconnects()]).toEqual([1, 1]);

    delivery.resume();
    await settled();
    delivery.resume();
    await settled();

    expect(posted).toEqual(['a', 'a']);
    expect(states(delivery.outbox())).toEqual(['a unsent']);
  });

  test('a busy server is asked again when it says', async () => {
    const { delivery, send, posted, planned } = setUp([new WireError(503, { retryAfterMs: 4000 })]);
    send('a');
    send('b');
    await settled();
    expect(planned.map(({ ms }) => ms)).toEqual([4000]);

    planned[0]?.then();
    await settled();

    expect(posted).toEqual(['a', 'a', 'b']);
    expect(states(delivery.outbox())).toEqual(['a acknowledged', 'b acknowledged']);
  });

  test('takes up after a reload what was under way, under the same key', async () => {
    const first = setUp([new WireError(0)]);
    first.send('a');
    await settled();

    const second = setUp([], first.kept.get('anxin.outbox'));
    second.delivery.resume();
    await settled();

    expect(second.posted).toEqual(['a']);
    second.delivery.remove(new Set(['a']));
    expect(second.kept.get('anxin.outbox')).toBe('[]');
  });

  test('a manual retry goes out at once', async () => {
    const { delivery, send, posted } = setUp([new WireError(400, { say: '内容有误' })]);
    send('a');
    await settled();
    expect(delivery.outbox()[0]?.problem).toBe('内容有误');

    delivery.retry('a');
    await settled();

    expect(posted).toEqual(['a', 'a']);
    expect(states(delivery.outbox())).toEqual(['a acknowledged']);
  });
});
