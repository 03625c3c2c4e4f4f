import { describe, expect, test } from 'vitest';
import { createDelivery } from '../../../src/web/shared/delivery.ts';
import type { UploadWatch } from '../../../src/web/shared/direct-line-client.ts';
import type { Outbox } from '../../../src/web/shared/outbox.ts';
import { WireError } from '../../../src/web/shared/request.ts';

interface Upload extends UploadWatch {
  readonly key: string;
  finish(): void;
}

type Answer = 'ok' | WireError;

const photo = { name: 'a.png', contentType: 'image/png', sizeBytes: 1, file: new File(['x'], 'a') };

/** A delivery whose courier gives the prepared answers, in turn, and then only good ones. */
function setUp(answers: readonly Answer[] = [], saved: string | null = null) {
  const left = [...answers];
  const posted: string[] = [];
  const uploads: Upload[] = [];
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
      upload: ({ key }, _files, { onProgress, signal }) =>
        new Promise((resolve, reject) => {
          uploads.push({ key, signal, onProgress, finish: resolve });
          signal.addEventListener('abort', () => reject(new WireError(0)));
        }),
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
  const sendFile = (key: string) => delivery.send({ key, text: '', files: [photo], at: 0 });
  return { delivery, send, sendFile, posted, uploads, planned, kept, reconnects: () => reconnects };
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

  test('an upload tells how far it is', () => {
    const { delivery, sendFile, uploads } = setUp();
    sendFile('a');

    uploads[0]?.onProgress(0.4);

    expect(delivery.outbox()[0]?.progress).toBe(0.4);
  });

  test('an upload that is given up ends at once, and the next message goes', async () => {
    const { delivery, send, sendFile, uploads, posted, reconnects } = setUp();
    sendFile('a');
    send('b');

    delivery.giveUp('a');
    await settled();

    expect(uploads[0]?.signal.aborted).toBe(true);
    expect(posted).toEqual(['b']);
    expect(states(delivery.outbox())).toEqual(['b acknowledged']);
    expect(reconnects()).toBe(0);
  });

  test('what the server took before it was given up is not acknowledged to anybody', async () => {
    const { delivery, sendFile, uploads, kept } = setUp();
    sendFile('a');

    delivery.giveUp('a');
    uploads[0]?.finish();
    await settled();

    expect(delivery.outbox()).toEqual([]);
    expect(kept.get('anxin.outbox')).toBe('[]');
  });

  test('an upload that broke off is tried again whole, under its key', async () => {
    const { delivery, sendFile, uploads } = setUp();
    sendFile('a');
    uploads[0]?.onProgress(0.9);
    delivery.retry('a'); // nothing to retry while it runs

    uploads[0]?.signal.dispatchEvent(new Event('abort')); // the courier's own failure
    await settled();
    delivery.resume();

    expect(uploads.map(({ key }) => key)).toEqual(['a', 'a']);
    expect(delivery.outbox()[0]).toMatchObject({ state: 'sending', tries: 2, progress: 0 });
  });
});
