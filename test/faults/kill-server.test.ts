import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { freePort, type StartedServer, startServer } from '../support/start-server.ts';
import { openShopper, seqOf, type TestShopper } from '../support/test-shopper.ts';

const kills = 25;
const shoppers = 8;
/** Kept below what a turn takes on average, so that kills meet every stage of a turn. */
const longestPauseMs = 400;

const questions = [
  '收到货几天内可以退',
  '运费险是什么',
  '换货要几天',
  '退货运费谁出',
  '今天天气怎么样',
];

interface Sender {
  readonly shopper: TestShopper;
  readonly acknowledged: Map<string, string>;
  stop(): Promise<void>;
}

function keepSending(shopper: TestShopper): Sender {
  const acknowledged = new Map<string, string>();
  let isStopped = false;
  const work = (async () => {
    for (let n = 0; !isStopped; n++) {
      const text = `${questions[n % questions.length]}（${n}）`;
      acknowledged.set(await shopper.send(text), text);
    }
  })();
  return {
    shopper,
    acknowledged,
    async stop() {
      isStopped = true;
      await work;
    },
  };
}

/** What must hold of each conversation, seen from outside only. */
async function checkConversation({ shopper, acknowledged }: Sender): Promise<void> {
  const last = await shopper.readLog();
  // Every message has had its turn when the last one was answered; wait for the stream to have shown it.
  const lastSent = Math.max(...[...acknowledged.keys()].map((id) => seqOf({ id })));
  await shopper.waitFor((activity) => seqOf(activity) > lastSent, 20_000);
  const log = await settled(shopper, last.length);
  const head = log.at(-1);
  await shopper.waitFor((activity) => activity.id === head?.id, 20_000);

  expect(log.map(seqOf)).toEqual(log.map((_activity, index) => index + 1));
  expect(shopper.received.map((activity) => activity.id)).toEqual(log.map(({ id }) => id));
  const own = log.filter((activity) => activity.from.id.startsWith('dl_'));
  expect(new Map(own.map(({ id, text }) => [id, text]))).toEqual(acknowledged);
  expect(new Set(own.map(({ text }) => text)).size).toBe(own.length);
  const ofBot = log.filter((activity) => !activity.from.id.startsWith('dl_'));
  const greeting = 1;
  expect(ofBot).toHaveLength(own.length + greeting);
}

/** The log once every message has its reply. */
async function settled(shopper: TestShopper, atLeast: number) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const log = await shopper.readLog();
    const own = log.filter((activity) => activity.from.id.startsWith('dl_')).length;
    if (log.length >= atLeast && log.length === 2 * own + 1) return log;
    if (Date.now() > deadline) return log;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test(`${kills} kills under load lose, double and disorder nothing`, async () => {
  const port = await freePort();
  let server: StartedServer = await startServer({ port, env: { LOG_LEVEL: 'warn' } });
  const { dataDir, url } = server;
  const open = await Promise.all(Array.from({ length: shoppers }, () => openShopper(url)));
  const senders = open.map(keepSending);

  for (let kill = 0; kill < kills; kill++) {
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * longestPauseMs));
    await server.kill();
    server = await startServer({ port, dataDir, env: { LOG_LEVEL: 'warn' } });
  }
  await Promise.all(senders.map((sender) => sender.stop()));

  for (const sender of senders) await checkConversation(sender);
  const sent = senders.reduce((sum, sender) => sum + sender.acknowledged.size, 0);
  console.log(`${kills} kills, ${shoppers} shoppers, ${sent} acknowledged messages`);
  expect(sent).toBeGreaterThan(kills * shoppers);
  for (const { shopper } of senders) shopper.close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});
