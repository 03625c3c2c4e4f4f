import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Effect } from '../../src/conversation/effect.ts';
import { faultPoints, turnFaultPoints } from '../../src/kernel/fault.ts';
import { type OrderServer, startOrderServer } from '../support/order-server.ts';
import { begin, conversation } from '../support/store-builders.ts';
import { watch } from '../support/store-child.ts';
import { openTempStore } from '../support/store-sqlite.ts';

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

async function runChild(directory: string, { url, token }: OrderServer, point = '') {
  const script = fileURLToPath(new URL('../support/later-child.ts', import.meta.url));
  const child = watch(spawn(process.execPath, [script, directory, url, token, point]));
  await child.ended;
  return child;
}

test.each(later)(
  'a process that dies at %s: each timer takes effect once, each call arrives once by key',
  async (point) => {
    const orders = await startOrderServer();
    const temp = await openTempStore();
    await begin(temp.store, a, effects(temp.now()));
    await temp.store.close();

    const killed = await runChild(temp.directory, orders, point);
    const healed = await runChild(temp.directory, orders);

    const after = await openTempStore({ directory: temp.directory });
    const log = await after.store.since(a, 0, 200);
    const noted = await Promise.all(
      [1, 2, 3].map((n) => after.store.getDocument('service', `a:1:${n}`)),
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
