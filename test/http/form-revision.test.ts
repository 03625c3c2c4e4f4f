import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CaseView } from '../../src/api/cases.ts';
import { copyKnowledge, type ServedHere, serveHere } from '../support/serve-here.ts';
import { merchantSecret, signShopper } from '../support/sign-shopper.ts';
import { openShopper, type ReceivedActivity, type TestShopper } from '../support/test-shopper.ts';

const hourMs = 3_600_000;
const silenceMs = 49 * hourMs;
/** Of the demonstration: a shirt that came two days ago, so that it can still be returned after the silence. */
const orderId = '300100000102';

/** A shop whose folder and clock the test changes between two lives of its server. */
async function openShop() {
  const KNOWLEDGE_DIR = await copyKnowledge();
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'anxin-'));
  const state = { now: Date.parse('2026-11-25T10:00:00+08:00') };
  const env = { KNOWLEDGE_DIR, DATA_DIR, SHOPPER_JWT_SECRET: merchantSecret, LOG_LEVEL: 'warn' };
  const clock = { now: () => state.now };
  onTestFinished(async () => {
    await rm(KNOWLEDGE_DIR, { recursive: true });
    await rm(DATA_DIR, { recursive: true });
  });
  return {
    serve: () => serveHere({ env, clock }),
    async enter({ url }: ServedHere, shopperId: string): Promise<TestShopper> {
      return openShopper(url, { shopperToken: await signShopper(shopperId, state.now) });
    },
    passSilence() {
      state.now += silenceMs;
    },
    async rewrite(file: string, from: string, to: string): Promise<void> {
      const path = join(KNOWLEDGE_DIR, file);
      const text = await readFile(path, 'utf8');
      expect(text).toContain(from);
      await writeFile(path, text.replaceAll(from, to));
    },
  };
}

/** What the bot says to a message, up to the reply that fits. */
async function hear(
  shopper: TestShopper,
  text: string,
  fits: (anxin: NonNullable<NonNullable<ReceivedActivity['channelData']>['anxin']>) => boolean,
): Promise<string> {
  const from = shopper.received.length;
  const isLast = (activity: ReceivedActivity) =>
    shopper.received.indexOf(activity) >= from && fits(activity.channelData?.anxin ?? {});
  await shopper.send(text);
  await shopper.waitFor(isLast);
  return shopper.received
    .slice(from)
    .map((activity) => activity.text ?? '')
    .join('\n');
}

async function casesOf(served: ServedHere, { conversationId }: TestShopper) {
  const response = await served.staff(`/api/cases?conversationId=${conversationId}`);
  return ((await response.json()) as { readonly cases: readonly CaseView[] }).cases;
}

test('after two days’ silence and a restart a form ends by the revision it began with, while a new one begins by the new', async () => {
  const shop = await openShop();
  const before = await shop.serve();
  const first = await shop.enter(before, 'm-1001');
  await hear(first, `订单号${orderId}，不喜欢，想退货`, ({ ask }) => ask === 'used');
  const begunBy = before.anxin.knowledge.current().revision.id;
  first.close();
  await before.close();

  await shop.rewrite('forms/return.yaml', '要现在为您提交退货申请吗？', '现在就提交，好吗？');
  await shop.rewrite(
    'decisions/return-no-reason.yaml',
    'reason: 可以无理由退货，',
    'reason: 新规则说可以退，',
  );
  shop.passSilence();
  const after = await shop.serve();
  const resumed = await shop.enter(after, 'm-1001');
  const old = await hear(resumed, '没用过', ({ ask }) => ask === 'confirm');
  await hear(resumed, '提交', ({ caseId }) => caseId !== undefined);
  const other = await shop.enter(after, 'm-1002');
  const wish = `订单号${orderId}，不喜欢，没穿过，想退货`;
  const renewed = await hear(other, wish, ({ ask }) => ask === 'confirm');
  const cases = await casesOf(after, resumed);

  expect(resumed.conversationId).toBe(first.conversationId);
  expect(after.anxin.knowledge.current().revision.id).not.toBe(begunBy);
  expect(old).toContain('可以无理由退货，');
  expect(old).toContain('要现在为您提交退货申请吗？');
  expect(old).not.toMatch(/新规则|现在就提交/);
  expect(cases.map(({ revision }) => revision)).toEqual([begunBy]);
  expect(renewed).toContain('新规则说可以退，');
  expect(renewed).toContain('现在就提交，好吗？');
  resumed.close();
  other.close();
  await after.close();
});
