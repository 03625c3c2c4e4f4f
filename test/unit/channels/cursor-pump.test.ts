import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCursorPump } from '../../../bot/channels/directline/cursor-pump.ts';
import type { LogEntry } from '../../../src/conversation/log-entry.ts';

/** What happens around a pump: entries are written, hints come, or are lost, and reads take their time. */
type Step = 'write' | 'wake' | 'tick';

const entry = (seq: number): LogEntry => ({
  seq,
  at: 0,
  kind: 'message',
  author: { role: 'bot', id: 'bot' },
  body: { text: String(seq) },
});

test('whatever the order of writes, wakes and reads, each entry is pushed once and in order', async () => {
  const steps = fc.array(fc.constantFrom<Step>('write', 'wake', 'tick'), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 4 }), async (plan, pageLength) => {
      const log: LogEntry[] = [];
      const pushed: number[] = [];
      const pump = createCursorPump({
        cursor: 0,
        pageLength,
        async read(afterSeq) {
          await Promise.resolve();
          return log.filter(({ seq }) => seq > afterSeq).slice(0, pageLength);
        },
        async push(entries) {
          await Promise.resolve();
          pushed.push(...entries.map(({ seq }) => seq));
        },
        gone: () => undefined,
        failed: (error) => expect.unreachable(String(error)),
      });

      for (const step of plan) {
        if (step === 'write') log.push(entry(log.length + 1));
        if (step === 'wake') pump.wake();
        if (step === 'tick') await Promise.resolve();
      }
      pump.wake();
      await pump.settled();

      expect(pushed).toEqual(log.map(({ seq }) => seq));
    }),
  );
});

test('after a failed read the next wake goes on where it was', async () => {
  const failures: unknown[] = [];
  const pushed: number[] = [];
  let isBroken = true;
  const pump = createCursorPump({
    cursor: 1,
    pageLength: 10,
    async read(afterSeq) {
      if (isBroken) throw new Error('store is away');
      return afterSeq < 2 ? [entry(2)] : [];
    },
    push: async (entries) => void pushed.push(...entries.map(({ seq }) => seq)),
    gone: () => undefined,
    failed: (error) => failures.push(error),
  });

  pump.wake();
  await pump.settled();
  isBroken = false;
  pump.wake();
  await pump.settled();

  expect(failures).toHaveLength(1);
  expect(pushed).toEqual([2]);
});
