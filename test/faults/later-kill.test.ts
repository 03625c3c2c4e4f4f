import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { Effect } from '../../src/conversation/effect.ts';
import { faultPoints, turnFaultPoints } from '../../src/kernel/fault.ts';
import { type OrderServer, startOrderServer } from '../support/order-server.ts';
import { begin, conversation } from '../support/store-builders.ts';
import { watch } from '../support/store-child.ts';
import { onBothStores, openPlace } from '../support/store-place.ts';

const a = conversation('a');
const later = faultPoints.filter((point) => !turnFaultPoints.some((one) => one === point));
const request = {
  shopperId: 'm-1001',
  caseId: 'C1',
  kind: 'return_goods',
  orderId: '100200300401',
  itemIds: ['i1'],
  facts: {},
  decisionId: 'd1',
};

function effects(now: number): readonly Effect[] {
  return [1, 2, 3].flatMap((n) => [
    { kind: 'outbox.put', request: { key: `a:1:${n}`, target: 'orders', payload: request } },
    { kind: 'timer.set', timer: { id: `t${n}`, dueAt: now + n, kind: 'remind', payload: null } },
  ]);
}

async function runChild(place: string, { url, token }: OrderServer, leapMs: number, point = '') {
  const script = fileURLToPath(new URL('../support/later-child.ts', import.meta.url));
  const args = [script, place, url, token, String(leapMs), point];
  const child = watch(spawn(process.execPath, args));
  await child.ended;
  return child;
}

/** The leases of who has died. */
const leasesEndMs = 60_000;

onBothStores((make) => {
  test.each(later)(
    'a process that dies at %s: each timer takes effect once, each call arrives once by key',
    async (point) => {
      const orders = await startOrderServer();
      const place = await make();
      onTestFinished(place.remove);
      const before = await openPlace(place.address);
      await begin(before, a, effects(Date.now()));
      await before.close();

      const killed = await runChild(place.address, orders, 1_000, point);
      const healed = await runChild(place.address, orders, leasesEndMs);

      const after = await openPlace(place.address);
      const log = await after.since(a, 0, 200);
      const noted = await Promise.all(
        [1, 2, 3].map((n) => after.getDocument('service', `a:1:${n}`)),
      );
      await after.close();
      await orders.close();
      expect(killed.process.signalCode).toBe('SIGKILL');
      expect(healed.lines).toEqual(['done']);
      expect(log?.entries.map(({ body }) => body?.text).sort()).toEqual(['t1', 't2', 't3']);
      // Killed between call and settlement, a call is repeated under its key, and opens nothing new.
      const keys = orders.deliveries.map(({ key }) => key);
      expect([...new Set(keys)].sort()).toEqual(['a:1:1', 'a:1:2', 'a:1:3']);
      if (point === 'after-call') expect(keys.length).toBeGreaterThan(3);
      expect(noted.map((one) => one?.document)).toEqual(
        [1, 2, 3].map((n) => ({ serviceId: orders.serviceOf(`a:1:${n}`) })),
      );
    },
  );
});
