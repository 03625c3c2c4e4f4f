import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { CaseView } from '../../src/api/cases.ts';
import { type OrderServer, startOrderServer } from '../support/order-server.ts';
import {
  isOwn,
  isReminder,
  type ReturningShopper,
  settledLog,
  startReturning,
} from '../support/returning-shopper.ts';
import { merchantSecret } from '../support/sign-shopper.ts';
import { freePort, type StartedServer, startServer } from '../support/start-server.ts';
import { type ReceivedActivity, seqOf } from '../support/test-shopper.ts';

const killsUnderLoad = 25;
/** After the last message, while the last timers fire and the last calls are made. */
const killsAfterwards = 3;
const shoppers = 8;
/** Kept below what a turn takes on average, so that kills meet every stage of a turn. */
const longestPauseMs = 400;
/** Each so many kills the server lives longer, so that its sweeps come to work as well. */
const longerEach = 5;
const longerMs = 1_200;

const hourMs = 3_600_000;
/** Each so many kills the clock goes on, past the end of the duties that run: a restart cannot turn it back. */
const leapEach = 6;
const leapMs = 25 * hourMs;

/** A server that is killed and started again on its folder and port. */
async function openVictim(orders: OrderServer, begun: number) {
  const port = await freePort();
  let now = begun;
  const env = () => ({
    LOG_LEVEL: 'warn',
    SHOPPER_JWT_SECRET: merchantSecret,
    ORDERS_URL: orders.url,
    ORDERS_TOKEN: orders.token,
    CLOCK_START: new Date(now).toISOString(),
  });
  let server: StartedServer = await startServer({ port, env: env() });
  const { dataDir, url, apiToken } = server;
  let kills = 0;

  async function killOnce(leaps: 'leaps' | 'stays'): Promise<void> {
    const longer = kills % longerEach === 0 ? longerMs : 0;
    await new Promise((resolve) =>
      setTimeout(resolve, 50 + longer + Math.random() * longestPauseMs),
    );
    await server.kill();
    kills += 1;
    if (leaps === 'leaps') now += leapMs;
    server = await startServer({ port, dataDir, env: env() });
  }

  return {
    url,
    killOnce,
    async listCases(): Promise<readonly CaseView[]> {
      const cases: CaseView[] = [];
      for (let after = ''; ; ) {
        const where = `${url}/api/cases?limit=200${after && `&after=${encodeURIComponent(after)}`}`;
        const response = await fetch(where, { headers: { authorization: `Bearer ${apiToken}` } });
        const page = (await response.json()) as { cases: CaseView[]; next?: string };
        cases.push(...page.cases);
        if (page.next === undefined) return cases;
        after = page.next;
      }
    },
    async close(): Promise<void> {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

type Victim = Awaited<ReturnType<typeof openVictim>>;

/** All cases, once each is taken by the order system and has no duty that still runs. */
async function settledCases(victim: Victim): Promise<readonly CaseView[]> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const cases = await victim.listCases();
    const isSettled = ({ serviceId, deadlines }: CaseView) =>
      serviceId !== null && deadlines.every(({ state }) => state !== 'running');
    if (cases.every(isSettled) || Date.now() > deadline) return cases;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What must hold of each conversation, seen from outside only. */
async function checkConversation(one: ReturningShopper, cases: readonly CaseView[]): Promise<void> {
  const { shopper, acknowledged, awaited, confirmed } = one;
  const duties = cases.flatMap(({ deadlines }) => deadlines).length;
  const log = await settledLog(one);
  const head = log.at(-1);
  await shopper.waitFor((activity) => activity.id === head?.id, 20_000);

  expect(log.map(seqOf)).toEqual(log.map((_activity, index) => index + 1));
  expect(shopper.received.map((activity) => activity.id)).toEqual(log.map(({ id }) => id));
  const own = log.filter(isOwn);
  expect(new Map(own.map(({ id, text }) => [id, text]))).toEqual(acknowledged);
  expect(new Set(own.map(({ text }) => text)).size).toBe(own.length);
  const ofBot = log.filter((activity) => !isOwn(activity));
  const greeting = 1;
  expect(ofBot).toHaveLength(awaited + greeting + duties);
  expect(cases).toHaveLength(confirmed.length);
  checkTold(ofBot, cases);
}

/** Each case was told of when it was opened, and once more when its duty was not kept. */
function checkTold(ofBot: readonly ReceivedActivity[], cases: readonly CaseView[]): void {
  const about = ofBot.filter(({ channelData }) => channelData?.anxin?.caseId !== undefined);
  const told = (activities: readonly ReceivedActivity[]) =>
    activities.map(({ channelData }) => channelData?.anxin?.caseId).toSorted();
  const ids = cases.map(({ caseId }) => caseId).toSorted();
  expect(told(about.filter((one) => !isReminder(one)))).toEqual(ids);
  expect(told(about.filter(isReminder))).toEqual(ids);
}

/** Each case's duty ended once, and its request is one service of the order system. */
function checkCase(one: CaseView, { deliveries, serviceOf }: OrderServer): void {
  const keys = deliveries.filter(({ body }) => body['caseId'] === one.caseId).map(({ key }) => key);
  const [key = ''] = keys;
  expect(new Set(keys).size, one.caseId).toBe(1);
  expect(one.serviceId).toBe(serviceOf(key));
  expect(one.deadlines.map(({ state }) => state)).toEqual(['breached']);
  const events = one.history.map(({ what }) => what).toSorted();
  expect(events).toEqual(['breached:review', 'opened', 'submitted']);
}

test(`${killsUnderLoad} kills under load lose, double and disorder nothing: no message, case, timer or call`, async () => {
  const begun = Date.now();
  const orders = await startOrderServer();
  const victim = await openVictim(orders, begun);
  const { url } = victim;
  const returning = await Promise.all(
    Array.from({ length: shoppers }, (_, n) =>
      startReturning({ url, orders, shopperId: `m-${1001 + n}`, now: begun }),
    ),
  );

  for (let kill = 1; kill <= killsUnderLoad; kill++)
    await victim.killOnce(kill % leapEach === 0 ? 'leaps' : 'stays');
  await Promise.all(returning.map((one) => one.stop()));
  // Answered before the clock goes on: a silence of two days would be spoken of.
  await Promise.all(returning.map((one) => settledLog(one)));
  for (let kill = 1; kill <= killsAfterwards; kill++)
    await victim.killOnce(kill === 1 ? 'leaps' : 'stays');

  const cases = await settledCases(victim);
  for (const one of returning) {
    const { conversationId } = one.shopper;
    const own = cases.filter((aftersales) => aftersales.conversationId === conversationId);
    await checkConversation(one, own);
  }
  for (const one of cases) checkCase(one, orders);
  expect(new Set(cases.map(({ caseId }) => caseId)).size).toBe(cases.length);
  expect(new Set(cases.map(({ orderId }) => orderId)).size).toBe(cases.length);
  const calls = new Set(orders.deliveries.map(({ key }) => key)).size;
  expect(calls).toBe(cases.length);
  const sent = returning.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
  console.log(
    `${killsUnderLoad + killsAfterwards} kills, ${shoppers} shoppers, ${sent} acknowledged messages, ` +
      `${cases.length} cases, ${cases.flatMap(({ deadlines }) => deadlines).length} timers, ` +
      `${calls} calls (${orders.deliveries.length} arrivals)`,
  );
  expect(sent).toBeGreaterThan(killsUnderLoad * shoppers);
  expect(cases.length).toBeGreaterThan(killsUnderLoad);
  for (const { shopper } of returning) shopper.close();
  await victim.close();
  await orders.close();
}, 300_000);
