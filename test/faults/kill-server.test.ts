import { expect, onTestFinished, test, vi } from 'vitest';
import type { CaseView } from '../../src/api/cases.ts';
import { turnFaultPoints } from '../../src/kernel/fault.ts';
import { often } from '../support/counts.ts';
import { type OrderServer, startOrderServer } from '../support/order-server.ts';
import {
  isOwn,
  kindOf,
  patienceMs,
  type ReturningShopper,
  type Round,
  startReturning,
} from '../support/returning-shopper.ts';
import { merchantSecret } from '../support/sign-shopper.ts';
import { type ReceivedActivity, seqOf } from '../support/test-shopper.ts';
import { openVictim, type Victim } from '../support/victim-server.ts';

const shoppers = 6;
/** Where the second life of a part ends: while it calls the order system, or by itself at a point of a turn or timer. */
const endings = turnFaultPoints.flatMap((point, n) => [
  'call' as const,
  n % 2 === 0 ? ('before-fire' as const) : ('after-fire' as const),
  point,
]);
/** In each the server dies twice soon: at random after a while, and where this part has it end. */
const parts = endings.length * often(1, 5);
const killsOfPart = 2;
/** In this part, of a call, the order system loses its answers for one life of the server. */
const partOfOutage = 3;
/** Kept below what a turn takes on average, so that kills meet every stage of a turn. */
const longestPauseMs = 400;
/** Past the end of the duties that run. A restart cannot turn the clock back. */
const leapMs = 25 * 3_600_000;
/** A quiet machine needs about a minute; one with a dozen other programs has taken eight. */
const limitMs = often(1_500_000, 7_500_000);

const aMoment = () => new Promise((resolve) => setTimeout(resolve, Math.random() * longestPauseMs));

interface Scene {
  readonly victim: Victim;
  readonly orders: OrderServer;
  readonly returning: readonly ReturningShopper[];
}

async function killUnderLoad(scene: Scene): Promise<void> {
  const { victim, orders, returning } = scene;
  for (let part = 0; part < parts; part += 1) {
    await (part === partOfOutage ? loseAnswers(scene) : aMoment());
    const ending = endings[part % endings.length] ?? 'call';
    if (ending === 'call') {
      await victim.kill();
      await orders.nextDelivery();
      await victim.kill();
    } else {
      await victim.killAndDieAt(ending, ending.endsWith('-fire') ? leapMs : 0);
    }
    // A message whose turn never ends in three lives is given up: this life lasts until everybody has come on.
    await Promise.all(returning.map((one) => one.wholeRound()));
  }
}

/** The order system does what it is asked and loses its answers, until a shopper has been told so. */
async function loseAnswers({ orders, returning }: Scene): Promise<void> {
  orders.fault = 'answer-lost';
  const isTold = () => returning.some(({ shopper }) => shopper.received.some(isDown));
  await vi.waitUntil(isTold, { timeout: patienceMs, interval: 20 });
  orders.fault = null;
}

const isDown = (activity: ReceivedActivity) => kindOf(activity) === 'down';

/** All cases, once each is taken by the order system and no duty runs any more. */
async function settledCases(victim: Victim): Promise<readonly CaseView[]> {
  const isSettled = ({ serviceId, deadlines }: CaseView) =>
    serviceId !== null && deadlines.every(({ state }) => state !== 'running');
  const read = async () => {
    const cases = await victim.listCases();
    return cases.every(isSettled) && cases;
  };
  return vi.waitUntil(read, { timeout: patienceMs, interval: 100 });
}

/** What must hold of each conversation, seen from outside only. */
async function checkConversation(one: ReturningShopper, cases: readonly CaseView[]): Promise<void> {
  const { shopper, acknowledged, rounds } = one;
  const log = await shopper.readLog();
  await shopper.waitFor(({ id }) => id === log.at(-1)?.id, patienceMs);

  expect(log.map(seqOf)).toEqual(log.map((_activity, index) => index + 1));
  expect(shopper.received.map(({ id }) => id)).toEqual(log.map(({ id }) => id));
  expect(log.filter(isOwn).map(({ id, text }) => [id, text])).toEqual(acknowledged);
  const [greeting, wish] = log;
  expect([greeting, wish].map((entry) => entry && isOwn(entry))).toEqual([false, true]);
  const told = rounds.flatMap((round, n) => {
    const next = rounds[n + 1]?.sent[0];
    const end = next === undefined ? Number.POSITIVE_INFINITY : seqOf({ id: next });
    return checkRound(
      round,
      log.filter((entry) => seqOf(entry) < end),
    );
  });
  expect(told).toEqual(cases.map(({ caseId, orderId }) => [orderId, caseId]).toSorted());
  const reminded = log.filter((entry) => kindOf(entry) === 'reminder').map(caseIdOf);
  expect(reminded.toSorted()).toEqual(cases.map(({ caseId }) => caseId).toSorted());
}

const caseIdOf = ({ channelData }: ReceivedActivity) => channelData?.anxin?.caseId;

/** What the turns of a round's three messages say, in one commit each; other words where the order system was silent. */
const replies = [
  [['decision', 'confirm'], ['case'], ['answer']],
  [['down', 'asked'], ['asked'], ['answer', 'asked']],
];

/** Each message of the round had one turn, once, in their order. Returns order and case, if it opened one. */
function checkRound({ orderId, sent }: Round, logToItsEnd: readonly ReceivedActivity[]) {
  const first = seqOf({ id: sent[0] ?? '' });
  const said = logToItsEnd.filter(
    (entry) => seqOf(entry) > first && !isOwn(entry) && kindOf(entry) !== 'reminder',
  );
  const turns = replies.find((shape) => shape.flat().join() === said.map(kindOf).join());
  expect(turns, `${orderId}: ${said.map(kindOf)}`).toBeDefined();
  const seqs = said.map(seqOf);
  for (const [n, turn] of turns?.entries() ?? []) {
    const [begin = 0, ...rest] = seqs.splice(0, turn.length);
    expect(begin).toBeGreaterThan(seqOf({ id: sent[n] ?? '' }));
    expect(rest).toEqual(rest.map((_seq, index) => begin + 1 + index));
  }
  return said
    .filter((entry) => kindOf(entry) === 'case')
    .map((entry) => [orderId, caseIdOf(entry)]);
}

/** The case's duty ended once, and its request is one service of the order system. */
function checkCase(one: CaseView, { deliveries, serviceOf }: OrderServer): void {
  const arrived = deliveries.filter(({ body }) => body['caseId'] === one.caseId);
  const [key = '', ...others] = new Set(arrived.map((delivery) => delivery.key));
  expect(others, one.caseId).toEqual([]);
  expect(one.serviceId).toBe(serviceOf(key));
  expect(one.deadlines.map(({ state }) => state)).toEqual(['breached']);
  const events = one.history.map(({ what }) => what).toSorted();
  expect(events).toEqual(['breached:review', 'opened', 'submitted']);
}

test(
  `${parts * killsOfPart + 2} kills lose, double and disorder nothing: no message, case, timer or call`,
  async () => {
    const now = Date.now();
    const orders = await startOrderServer();
    onTestFinished(orders.close);
    const victim = await openVictim({
      SHOPPER_JWT_SECRET: merchantSecret,
      ORDERS_URL: orders.url,
      ORDERS_TOKEN: orders.token,
    });
    onTestFinished(victim.close);
    const { url } = victim;
    const returning = await Promise.all(
      Array.from({ length: shoppers }, (_, n) =>
        startReturning({ url, orders, shopperId: `m-${1001 + n}`, now }),
      ),
    );
    for (const { shopper } of returning) onTestFinished(() => shopper.close());

    await killUnderLoad({ victim, orders, returning });
    await aMoment();
    await victim.kill();
    await Promise.all(returning.map((one) => one.stop()));
    await victim.kill(leapMs);

    const cases = await settledCases(victim);
    for (const one of returning) {
      const { conversationId } = one.shopper;
      await checkConversation(
        one,
        cases.filter((own) => own.conversationId === conversationId),
      );
    }
    for (const one of cases) checkCase(one, orders);
    const { deliveries } = orders;
    const calls = new Set(deliveries.map(({ key }) => key)).size;
    const services = new Set(cases.map(({ serviceId }) => serviceId)).size;
    expect([calls, services]).toEqual([cases.length, cases.length]);
    // Enough has happened, and calls were really repeated.
    expect(victim.kills).toBe(parts * killsOfPart + 2);
    expect(cases.length).toBeGreaterThan(victim.kills);
    expect(deliveries.length).toBeGreaterThan(calls);
    const sent = returning.flatMap(({ acknowledged }) => acknowledged).length;
    console.log(
      `${victim.kills} kills, ${shoppers} shoppers, ${sent} acknowledged messages, ` +
        `${cases.length} cases with a timer and a call each (${deliveries.length} arrivals)`,
    );
  },
  limitMs,
);
