import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GuardReply } from '../../src/api/guard.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { openShopper, seqOf, type TestShopper } from '../support/test-shopper.ts';

let served: ServedHere;
beforeAll(async () => {
  served = await serveHere();
});
afterAll(() => served.close());

/** A shopper whose return was decided and waits for their yes, or is a case already, and an agent who holds them. */
async function heldAfterDecision({ isOpened }: { readonly isOpened: boolean }) {
  const shopper = await openShopper(served.url);
  await shopper.send('订单号300100000102，不喜欢，没穿过，想退货');
  await shopper.waitFor(({ channelData }) => channelData?.anxin?.ask === 'confirm');
  if (isOpened) {
    await shopper.send('确认', { value: { choice: 'yes' } });
    await shopper.waitFor(({ channelData }) => channelData?.anxin?.caseId !== undefined);
  }
  const lastSeenSeq = seqOf({ id: await shopper.send('转人工') });
  await shopper.waitFor(
    ({ name, value }) =>
      name === 'handoff.status' && (value as { state: string }).state === 'queued',
  );
  const at = `/api/handoffs/${shopper.conversationId}`;
  const claimed = await served.staff(`${at}/claim`, { method: 'POST', body: {} });
  const { epoch } = await claimed.json();
  const reply = (body: object) =>
    served.staff(`${at}/reply`, { method: 'POST', body: { epoch, lastSeenSeq, ...body } });
  return { shopper, reply };
}

const check = async ({ conversationId }: TestShopper, text: string): Promise<GuardReply> => {
  const body = { text, conversationId };
  return (await served.staff('/api/guard', { method: 'POST', body })).json();
};

describe.each([false, true])(
  'an agent’s promise beside a decision (case opened: %s)',
  (isOpened) => {
    test('of more money is refused with what was decided, and goes out with a reason', async () => {
      const { shopper, reply } = await heldAfterDecision({ isOpened });
      const promise = '这单给您退9999元。';

      expect((await check(shopper, '您是想退9999元吗？')).verdict).toBe('pass');
      const refused = await reply({ text: promise });

      expect(refused.status).toBe(422);
      const { details } = await refused.json();
      const [violation] = details.violations;
      expect(details.verdict).toBe('warn');
      expect(violation).toMatchObject({
        rule: 'beyond_decision',
        text: expect.stringContaining('9999'),
      });
      expect(violation.decided).toMatchObject({
        decisionId: expect.stringMatching(/^[0-9a-f]{64}$/),
        text: expect.stringMatching(/“退货”（.+）的判定：退回货款\d+\.\d\d元/u),
        reason: expect.stringMatching(/\p{Script=Han}/u),
      });
      expect(violation.decided.clauses.length).toBeGreaterThan(0);
      const sent = await reply({ text: promise, override: { reason: '主管同意了，算作补偿' } });
      expect(sent.status).toBe(200);
      const { rows } = await served.anxin.store.listAudit({ limit: 200 });
      expect(
        rows.filter(
          ({ subject, action }) =>
            subject === shopper.conversationId && action === 'reply.overridden',
        ),
      ).toMatchObject([{ details: { rules: ['beyond_decision'] } }]);
      shopper.close();
    });

    test('of what was decided goes out', async () => {
      const { shopper, reply } = await heldAfterDecision({ isOpened });
      const { violations } = await check(shopper, '给您退9999元。');
      const sum = /退回货款(\d+\.\d\d元)/u.exec(violations[0]?.decided?.text ?? '')?.[1];

      expect(sum).toBeDefined();
      expect((await reply({ text: `按判定给您退${sum}。` })).status).toBe(200);
      shopper.close();
    });
  },
);

test('without a decision a promise of money is compared with nothing', async () => {
  const shopper = await openShopper(served.url);
  await shopper.send('你好');

  const { violations } = await check(shopper, '给您退9999元。');

  expect(violations.map(({ rule }) => rule)).not.toContain('beyond_decision');
  shopper.close();
});
