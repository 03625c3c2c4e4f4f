import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startBalancer } from '../../bot/cluster/balancer.ts';
import { type FaultPoint, turnFaultPoints } from '../../src/kernel/fault.ts';
import { checkConversation, type Sender } from '../support/keep-sending.ts';
import { startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { freePort, startServer } from '../support/start-server.ts';
import { openShopper, seqOf } from '../support/test-shopper.ts';

/** Many starts, on a machine that may be busy. */
const limitMs = 900_000;

test(`a server that dies at ${turnFaultPoints.join(', ')} loses and doubles nothing`, {
  timeout: limitMs,
}, async () => {
  const port = await freePort();
  const dataDir = await makeFolder();
  let server = await startServer({ port, dataDir });
  const shopper = await openShopper(server.url);
  await shopper.waitFor((activity) => seqOf(activity) === 1);

  for (const point of turnFaultPoints) {
    await server.kill();
    // This life ends at the fault point of its first message; the shopper's client keeps trying.
    const fragile = await startServer({ port, dataDir, env: { FAULT_AT: point } });
    const sent = shopper.send('收到货几天内可以退？');
    await fragile.ended;
    server = await startServer({ port, dataDir });
    const id = await sent;
    await shopper.waitFor((activity) => activity.id > id);
  }

  const log = await shopper.readLog();
  expect(log.map(seqOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(shopper.received.map(({ id }) => id)).toEqual(log.map(({ id }) => id));
  shopper.close();
  await server.stop();
});

requirePart('redis', (program) => {
  test(`of two nodes on Redis one dies at ${turnFaultPoints.join(', ')}, and the other loses and doubles nothing`, {
    timeout: limitMs,
  }, async () => {
    const { startFragile, url } = await openPair(program);
    const senders: Sender[] = [];

    // Each request goes to the other node: the second shopper's stream, at the latest, is of the one that must die.
    const beforePush = 'before-push';
    await whileAlive(await startFragile(beforePush), async () => {
      senders.push(await openSender(url));
    });
    for (const point of turnFaultPoints.filter((one) => one !== beforePush)) {
      await whileAlive(await startFragile(point), async () => {
        for (const sender of senders) await sendNext(sender);
      });
    }

    for (const sender of senders) {
      await sendNext(sender);
      await checkConversation(sender);
      sender.shopper.close();
    }
  });
});

/** A node that lives, a balancer before it and one that is to die, on a Redis of their own. */
async function openPair(program: string) {
  const redis = await startRedis(program);
  onTestFinished(redis.stop);
  const dataDir = await makeFolder();
  const ports = [await freePort(), await freePort()] as const;
  const startNode = (port: number, env = {}) =>
    startServer({ port, dataDir, env: { REDIS_URL: redis.url, ...env } });
  const whole = await startNode(ports[0]);
  onTestFinished(whole.kill);
  const nodes = ports.map((port) => ({ host: '127.0.0.1', port }));
  const balancer = await startBalancer({ host: '127.0.0.1', port: 0 }, nodes);
  onTestFinished(balancer.close);
  return {
    url: `http://127.0.0.1:${balancer.port}`,
    /** The other node, in a life that ends at the point. Returns whether it has. */
    async startFragile(point: FaultPoint): Promise<() => boolean> {
      const { ended } = await startNode(ports[1], { FAULT_AT: point });
      let hasEnded = false;
      void ended.then(() => {
        hasEnded = true;
      });
      return () => hasEnded;
    },
  };
}

async function whileAlive(hasEnded: () => boolean, step: () => Promise<void>): Promise<void> {
  while (!hasEnded()) await step();
}

async function openSender(url: string): Promise<Sender> {
  const shopper = await openShopper(url);
  const sender = { shopper, acknowledged: new Map<string, string>(), stop: async () => undefined };
  await sendNext(sender);
  return sender;
}

async function sendNext({ shopper, acknowledged }: Sender): Promise<void> {
  const text = `运费险是什么（${acknowledged.size}）`;
  acknowledged.set(await shopper.send(text), text);
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'anxin-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
