import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { openShopper, seqOf, type TestShopper } from '../support/test-shopper.ts';

let served: ServedHere;
beforeAll(async () => {
  served = await serveHere();
});
afterAll(() => served.close());

const post = (path: string, body: object, headers: object = {}) =>
  served.staff(path, { method: 'POST', body, headers });

const isStatus = (state: string) => (activity: { name?: string; value?: unknown }) =>
  activity.name === 'handoff.status' && (activity.value as { state: string }).state === state;

async function queuedShopper(): Promise<TestShopper> {
  const shopper = await openShopper(served.url);
  await shopper.send('转人工');
  await shopper.waitFor(isStatus('queued'));
  return shopper;
}

async function claimed(shopper: TestShopper): Promise<number> {
  const response = await post(`/api/handoffs/${shopper.conversationId}/claim`, {});
  const { epoch } = await response.json();
  return epoch;
}

describe('the way out', () => {
  test('a wish for a person reaches the queue in the same turn and says the place', async () => {
    const shopper = await queuedShopper();

    const said = await shopper.waitFor((activity) => /第 ?\d+ ?位|前面/.test(activity.text ?? ''));
    const { handoffs } = await (await served.staff('/api/handoffs')).json();

    expect(seqOf(said)).toBeLessThanOrEqual(4);
    const own = handoffs.find(
      (row: { conversationId: string }) => row.conversationId === shopper.conversationId,
    );
    expect(own).toMatchObject({ place: expect.any(Number), epoch: 1 });
    expect(Date.parse(own.waitingSince)).not.toBeNaN();
    shopper.close();
  });

  test('the button leads to a person by its value too', async () => {
    const shopper = await openShopper(served.url);

    await shopper.send('', { value: { choice: 'person' } });

    await shopper.waitFor(isStatus('queued'));
    shopper.close();
  });

  test('不等了 gives the bot back and empties the place', async () => {
    const shopper = await queuedShopper();

    await shopper.send('不等了');
    await shopper.waitFor(isStatus('returned'));
    await shopper.send('收到货几天内可以退？');
    await shopper.waitFor((activity) => (activity.channelData?.anxin?.citations ?? []).length > 0);

    const { handoffs } = await (await served.staff('/api/handoffs?limit=200')).json();
    expect(JSON.stringify(handoffs)).not.toContain(shopper.conversationId);
    expect((await post(`/api/handoffs/${shopper.conversationId}/claim`, {})).status).toBe(409);
    shopper.close();
  });
});

describe('an agent', () => {
  test('claims, replies under their name, closes; the bot is silent meanwhile', async () => {
    const shopper = await queuedShopper();
    const at = `/api/handoffs/${shopper.conversationId}`;

    const epoch = await claimed(shopper);
    const id = await shopper.send('收到货几天内可以退？');
    const reply = { text: '您好，七天内都可以退。', epoch, lastSeenSeq: seqOf({ id }) };
    expect((await post(`${at}/reply`, reply)).status).toBe(200);
    const said = await shopper.waitFor((activity) => activity.text === reply.text);
    expect((await post(`${at}/close`, { epoch })).status).toBe(200);
    await shopper.waitFor(isStatus('closed'));
    await shopper.send('收到货几天内可以退？');
    await shopper.waitFor((activity) => activity.channelData?.anxin?.citations !== undefined);

    expect(said.channelData?.anxin?.agent).toEqual(expect.any(String));
    expect(said.from.id).not.toMatch(/^dl_/);
    const log = await shopper.readLog();
    const between = log.slice(
      log.findIndex(isStatus('accepted')),
      log.findIndex(isStatus('closed')),
    );
    expect(between.filter((activity) => activity.channelData?.anxin?.citations)).toEqual([]);
    shopper.close();
  });

  test('one of twelve agents who claim at once gets it, the others are refused', async () => {
    const shopper = await queuedShopper();

    const answers = await Promise.all(
      Array.from({ length: 12 }, (_nothing, n) =>
        post(`/api/handoffs/${shopper.conversationId}/claim`, {}, { 'x-agent': `agent-${n}` }),
      ),
    );

    const statuses = answers.map((answer) => answer.status).toSorted();
    expect(statuses).toEqual([200, ...Array.from({ length: 11 }, () => 409)]);
    const refused = answers.find((answer) => answer.status === 409);
    expect(await refused?.json()).toMatchObject({ code: 'HANDOFF_TAKEN', title: /[一-龥]/ });
    shopper.close();
  });

  test('is told what is new instead of talking past it', async () => {
    const shopper = await queuedShopper();
    const epoch = await claimed(shopper);
    const seen = seqOf({ id: await shopper.send('在吗') });
    await shopper.send('我又想起来一件事');

    const at = `/api/handoffs/${shopper.conversationId}/reply`;
    const answer = await post(at, { text: '在的', epoch, lastSeenSeq: seen });

    expect(answer.status).toBe(409);
    const problem = await answer.json();
    expect(problem).toMatchObject({ code: 'VIEW_STALE' });
    expect(problem.details.entries).toMatchObject([{ text: '我又想起来一件事' }]);
    shopper.close();
  });

  test('a repeated reply under the same key is sent once, even after newer messages', async () => {
    const shopper = await queuedShopper();
    const epoch = await claimed(shopper);
    const at = `/api/handoffs/${shopper.conversationId}/reply`;
    const reply = { text: '马上为您看', epoch, lastSeenSeq: 1000 };
    const key = { 'idempotency-key': 'reply-1' };

    const first = await (await post(at, reply, key)).json();
    await shopper.send('好的');
    const again = await (await post(at, { ...reply, lastSeenSeq: 1 }, key)).json();

    expect(again).toEqual(first);
    const log = await shopper.readLog();
    expect(log.filter((activity) => activity.text === reply.text)).toHaveLength(1);
    shopper.close();
  });

  test('a key used again for another text is refused, so that no message is lost unseen', async () => {
    const shopper = await queuedShopper();
    const epoch = await claimed(shopper);
    const at = `/api/handoffs/${shopper.conversationId}/reply`;
    const key = { 'idempotency-key': 'k'.repeat(300) };
    await post(at, { text: '第一句', epoch, lastSeenSeq: 1000 }, key);

    const other = await post(at, { text: '第二句', epoch, lastSeenSeq: 1000 }, key);
    const longer = { 'idempotency-key': `${'k'.repeat(300)}2` };
    const further = await post(at, { text: '第二句', epoch, lastSeenSeq: 1000 }, longer);

    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ code: 'KEY_REUSED' });
    expect(further.status).toBe(200);
    shopper.close();
  });

  test('a claim’s key used for an earlier waiting neither answers nor blocks a new one', async () => {
    const shopper = await queuedShopper();
    const at = `/api/handoffs/${shopper.conversationId}`;
    const key = { 'idempotency-key': 'always-the-same' };
    const { epoch } = await (await post(`${at}/claim`, {}, key)).json();
    await post(`${at}/close`, { epoch });
    const id = await shopper.send('转人工');
    await shopper.waitFor((activity) => activity.id > id && isStatus('queued')(activity));

    const again = await post(`${at}/claim`, {}, key);

    expect(again.status).toBe(200);
    expect((await again.json()).epoch).toBeGreaterThan(epoch);
    shopper.close();
  });

  test('cannot write with the epoch of an earlier ownership', async () => {
    const shopper = await queuedShopper();
    const epoch = await claimed(shopper);
    const at = `/api/handoffs/${shopper.conversationId}`;
    await post(`${at}/close`, { epoch });

    const answer = await post(`${at}/reply`, { text: '还在吗', epoch, lastSeenSeq: 1000 });

    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'EPOCH_PASSED' });
    shopper.close();
  });

  test('another agent cannot answer in a held conversation', async () => {
    const shopper = await queuedShopper();
    const epoch = await claimed(shopper);

    const at = `/api/handoffs/${shopper.conversationId}/reply`;
    const body = { text: '我来', epoch, lastSeenSeq: 1000 };
    const answer = await post(at, body, { 'x-agent': 'a02' });

    expect(answer.status).toBe(409);
    shopper.close();
  });
});

describe('nothing of staff is open', () => {
  test.each(['/api/handoffs', '/api/conversations/abc', '/api/nothing'])('%s', async (path) => {
    const without = await fetch(served.url + path);
    const wrong = await served.staff(path, { headers: { authorization: 'Bearer wrong' } });

    expect([without.status, wrong.status]).toEqual([401, 401]);
    expect(without.headers.get('content-type')).toContain('application/problem+json');
  });

  test('a shopper’s token opens no staff route', async () => {
    const shopper = await openShopper(served.url);

    const headers = { authorization: `Bearer ${shopper.token}` };
    const answer = await fetch(`${served.url}/api/handoffs`, { headers });

    expect(answer.status).toBe(401);
    shopper.close();
  });
});

test.each([
  ['/reply', { text: '', epoch: 1, lastSeenSeq: 1 }],
  ['/reply', { text: '好', epoch: 'one', lastSeenSeq: 1 }],
  ['/reply', { text: '好', epoch: 1, lastSeenSeq: 1, shout: true }],
  ['/close', {}],
])('a bad body for %s is refused by field: %o', async (path, body) => {
  const shopper = await queuedShopper();

  const answer = await post(`/api/handoffs/${shopper.conversationId}${path}`, body);

  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'BAD_REQUEST', title: /[一-龥]/ });
  shopper.close();
});
