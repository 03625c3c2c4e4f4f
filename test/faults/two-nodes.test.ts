import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBalancer } from '../../bot/cluster/balancer.ts';
import { type FaultPoint, turnFaultPoints } from '../../src/kernel/fault.ts';
import { checkConversation, openSender, type Sender } from '../support/keep-sending.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { freePort, type StartedServer, startServer } from '../support/start-server.ts';
import {
  openShopper,
  type ReceivedActivity,
  seqOf,
  type TestShopper,
} from '../support/test-shopper.ts';

/** Several starts each, on a machine that may be busy. */
const severalStartsMs = 900_000;
const shopperCount = 4;

requirePart('redis', (program) => {
  describe('of two nodes on one Redis', () => {
    let redis: RedisServer;
    let dataDir: string;
    /** Goes on while others come and go in the second place. */
    let whole: StartedServer;
    let secondPort: number;
    let second: StartedServer;
    beforeAll(async () => {
      redis = await startRedis(program);
      dataDir = await mkdtemp(join(tmpdir(), 'anxin-'));
      whole = await startNode(await freePort());
      secondPort = await freePort();
      await redis.ask('ACL', 'SETUSER', 'deaf', 'on', '>deaf-password', '~*', '+@all', '-xread');
      const deaf = redis.url.replace('redis://', 'redis://deaf:deaf-password@');
      second = await startNode(secondPort, { REDIS_URL: deaf });
    }, severalStartsMs);
    afterAll(async () => {
      await whole?.kill();
      await second?.kill();
      await redis?.stop();
      await rm(dataDir, { recursive: true, force: true });
    });

    function startNode(port: number, env = {}): Promise<StartedServer> {
      return startServer({
        port,
        dataDir,
        env: { REDIS_URL: redis.url, LOG_LEVEL: 'warn', ...env },
      });
    }

    test('one that hears of no write finds it all the same', {
      timeout: severalStartsMs,
    }, async () => {
      const shopper = await openShopper(second.url);

      const posted = await postTo(whole.url, shopper, '运费险是什么');
      await shopper.waitFor(({ id }) => id === posted);
      await shopper.waitFor(answerTo(posted));

      expect(second.log()).toContain('no hints of other nodes');
      expect(shopper.received).toEqual(await shopper.readLog());
      shopper.close();
    });

    test('what one takes is streamed by the other, and when it is killed the other goes on', {
      timeout: severalStartsMs,
    }, async () => {
      const shopper = await openShopper(whole.url);

      await shopper.waitFor(answerTo(await postTo(second.url, shopper, '运费险是什么')));
      // Acknowledged, and perhaps not answered yet.
      const last = await postTo(second.url, shopper, '换货要几天');
      await second.kill();
      await shopper.waitFor(answerTo(last));
      await shopper.waitFor(answerTo(await shopper.send('退货运费谁出')));

      const log = await shopper.readLog();
      expect(log.map(({ from }) => from.id.slice(0, 2)).join(' ')).toBe('an dl an dl an dl an');
      expect(log.map(seqOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(shopper.received).toEqual(log);
      shopper.close();
    });

    test(`one that dies under load at ${turnFaultPoints.join(', ')} and one that is drained lose, double and disorder nothing`, {
      timeout: severalStartsMs,
    }, async () => {
      const backends = [whole.port, secondPort].map((port) => ({ host: '127.0.0.1', port }));
      const balancer = await startBalancer({ host: '127.0.0.1', port: 0 }, backends);
      const url = `http://127.0.0.1:${balancer.port}`;
      const senders: Sender[] = [];
      const sendAll = () => Promise.all(senders.map(({ sendNext }) => sendNext()));
      const dieAt = async (point: FaultPoint, step: () => Promise<unknown>) => {
        second = await startNode(secondPort, { FAULT_AT: point });
        await until(second.ended, step);
        // Or what has been left behind may end the next life before it is ready.
        await Promise.all(senders.map(({ answered }) => answered()));
      };

      // Each request goes to the other node: the second shopper's stream, at the latest, is of the one that must die.
      const beforePush = 'before-push';
      await dieAt(beforePush, async () => {
        senders.push(await openSender(url));
        await sendAll();
      });
      while (senders.length < shopperCount) senders.push(await openSender(url));
      for (const point of turnFaultPoints.filter((one) => one !== beforePush)) {
        await dieAt(point, sendAll);
      }
      second = await startNode(secondPort);
      await until(whole.stop(), sendAll);
      // The other one alone serves all.
      await sendAll();

      for (const sender of senders) {
        await checkConversation(sender);
        sender.shopper.close();
      }
      await balancer.close();
    });
  });
});

/** Does it again and again until something has happened. */
async function until(happened: Promise<unknown>, step: () => Promise<unknown>): Promise<void> {
  let hasHappened = false;
  const awaited = happened.then(() => {
    hasHappened = true;
  });
  while (!hasHappened) await step();
  await awaited;
}

/** Posts once, as a client of another node. */
async function postTo(url: string, shopper: TestShopper, text: string): Promise<string> {
  const place = `${url}/v3/directline/conversations/${shopper.conversationId}/activities`;
  const posted = await fetch(place, {
    method: 'POST',
    headers: { authorization: `Bearer ${shopper.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'message', text, from: { id: 'dl_a' } }),
  });
  const { id } = (await posted.json()) as { readonly id: string };
  return id;
}

const answerTo =
  (posted: string) =>
  ({ id, from }: ReceivedActivity) =>
    seqOf({ id }) > seqOf({ id: posted }) && from.id === 'anxin';
