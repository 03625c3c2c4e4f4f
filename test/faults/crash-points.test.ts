import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { turnFaultPoints } from '../../src/kernel/fault.ts';
import { freePort, startServer } from '../support/start-server.ts';
import { openShopper, seqOf } from '../support/test-shopper.ts';

test.each(turnFaultPoints)('a process that dies at %s loses and doubles nothing', async (point) => {
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), 'anxin-'));
  const whole = await startServer({ port, dataDir });
  const shopper = await openShopper(whole.url);
  await shopper.waitFor((activity) => seqOf(activity) === 1);
  await whole.stop();

  // This life ends at the fault point of the first message; the shopper's client keeps trying.
  const fragile = await startServer({ port, dataDir, env: { FAULT_AT: point } });
  const sent = shopper.send('收到货几天内可以退？');
  await fragile.ended;
  const healed = await startServer({ port, dataDir });
  const id = await sent;
  await shopper.waitFor((activity) => activity.id > id);

  const log = await shopper.readLog();
  expect(log.map(seqOf)).toEqual([1, 2, 3]);
  expect(shopper.received.map((activity) => activity.id)).toEqual(log.map((entry) => entry.id));
  shopper.close();
  await healed.stop();
  await rm(dataDir, { recursive: true, force: true });
});
