import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { openShopper, seqOf, type TestShopper } from '../support/test-shopper.ts';

let served: ServedHere;
beforeAll(async () => {
  served = await serveHere();
});
afterAll(() => served.close());

/** A conversation that an agent holds, with the shopper's last words. */
async function held(said = '你好') {
  const shopper = await openShopper(served.url);
  await shopper.send('转人工');
  await shopper.waitFor(
    ({ name, value }) =>
      name === 'handoff.status' && (value as { state: string }).state === 'queued',
  );
  const at = `/api/handoffs/${shopper.conversationId}`;
  const claimed = await served.staff(`${at}/claim`, { method: 'POST', body: {} });
  const { epoch } = await claimed.json();
  const lastSeenSeq = seqOf({ id: await shopper.send(said) });
  const reply = (body: object, headers: object = {}) =>
    served.staff(`${at}/reply`, { method: 'POST', body: { epoch, lastSeenSeq, ...body }, headers });
  return { shopper, reply };
}

const notesOf = async ({ conversationId }: TestShopper) => {
  const { rows } = await served.anxin.store.listAudit({ limit: 200 });
  return rows.filter(
    ({ subject, action }) => subject === conversationId && action === 'reply.overridden',
  );
};

describe('an agent’s reply', () => {
  test('is refused with what was found, and nothing of it reaches the shopper', async () => {
    const { shopper, reply } = await held();

    const refused = await reply({ text: '加我V信 kefu2020 聊' });

    expect(refused.status).toBe(422);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(await refused.json()).toMatchObject({
      code: 'REPLY_REFUSED',
      details: { verdict: 'block', violations: [{ rule: 'contact', start: 0 }] },
    });
    expect((await reply({ text: '好的，我来看' })).status).toBe(200);
    await shopper.waitFor(({ text }) => text === '好的，我来看');
    expect(shopper.received.some(({ text }) => text?.includes('kefu2020'))).toBe(false);
    shopper.close();
  });

  test('goes out in spite of a warning with a reason, which the audit keeps masked', async () => {
    const { shopper, reply } = await held();
    const text = '网点电话是 0571-88776655';
    const key = { 'Idempotency-Key': 'one' };

    expect((await reply({ text }, key)).status).toBe(422);
    const override = { reason: '顾客要维修网点的电话，我是 13812345678' };
    const sent = await reply({ text, override }, key);

    expect(sent.status).toBe(200);
    await shopper.waitFor((activity) => activity.text === text);
    const notes = await notesOf(shopper);
    expect(notes).toMatchObject([{ details: { rules: ['phone'], length: 19 } }]);
    expect(JSON.stringify(notes)).toContain('维修网点');
    expect(JSON.stringify(notes)).not.toContain('13812345678');
    // Sent once already: the same again gets the first answer, though it would be refused by now.
    expect(await (await reply({ text }, key)).json()).toEqual(await sent.json());
    shopper.close();
  });

  test('is refused in spite of a reason where the rule blocks', async () => {
    const { shopper, reply } = await held();

    const refused = await reply({ text: '加我微信 kefu2020', override: { reason: '顾客要求的' } });

    expect(refused.status).toBe(422);
    expect(await notesOf(shopper)).toEqual([]);
    shopper.close();
  });

  test('may say the shopper’s own number back', async () => {
    const { shopper, reply } = await held('我的电话 13812345678');

    expect((await reply({ text: '您的电话是 138 1234 5678 对吗' })).status).toBe(200);
    expect((await reply({ text: '您的电话是 139 1234 5678 对吗' })).status).toBe(422);
    shopper.close();
  });
});
