import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  ConversationView,
  HandoffList,
  HeldList,
  SuggestionList,
} from '../../src/api/desk.ts';
import type { AuditLine } from '../../src/staff/audit-store.ts';
import { signIn, type TestDesk } from '../support/desk-client.ts';
import { photo } from '../support/pictures.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { openShopper, seqOf, type TestShopper } from '../support/test-shopper.ts';
import { upload } from '../support/upload-calls.ts';

let served: ServedHere;
let lin: TestDesk;
let zhou: TestDesk;
beforeAll(async () => {
  served = await serveHere();
  lin = await deskOf(served, '林溪');
  zhou = await deskOf(served, '周禾');
});
afterAll(() => served.close());

const deskOf = (own: ServedHere, name: string) =>
  signIn({ url: own.url, token: own.anxin.secrets.apiToken }, name);

/** Waits for a person, having said all that. */
async function waitingShopper(own: ServedHere, ...said: readonly string[]): Promise<TestShopper> {
  const shopper = await openShopper(own.url);
  for (const text of [...said, '转人工']) await shopper.send(text);
  await shopper.waitFor(({ name }) => name === 'handoff.status');
  return shopper;
}

async function claim(desk: TestDesk, { conversationId }: TestShopper): Promise<number> {
  const answer = await desk.post(`/api/handoffs/${conversationId}/claim`, {});
  const { epoch } = await answer.json();
  return epoch;
}

const heldBy = async (desk: TestDesk): Promise<HeldList> =>
  (await desk.get('/api/conversations?owner=me')).json();
const idsOf = ({ conversations }: HeldList) =>
  conversations.map(({ conversationId }) => conversationId);

async function auditOf(own: ServedHere, conversationId: string): Promise<readonly AuditLine[]> {
  const { rows } = await own.anxin.store.listAudit({ limit: 200 });
  return rows.filter(({ subject }) => subject === conversationId);
}

describe('lists', () => {
  test('a waiting shopper shows what they said, without their number', async () => {
    const shopper = await waitingShopper(served, '衣服太大了 电话13812345678');

    const list: HandoffList = await (await lin.get('/api/handoffs?limit=200')).json();

    const own = list.handoffs.find((row) => row.conversationId === shopper.conversationId);
    expect(own).toMatchObject({
      preview: '衣服太大了 电话[号码]',
      wants: null,
      urgency: [],
      skill: expect.any(String),
      place: expect.any(Number),
    });
    shopper.close();
  });

  test('of two agents who claim at once one holds the conversation, and only that one', async () => {
    const shopper = await waitingShopper(served, '想退货');
    const path = `/api/handoffs/${shopper.conversationId}/claim`;

    const answers = await Promise.all([lin.post(path, {}), zhou.post(path, {})]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const winner = answers[0]?.status === 200 ? lin : zhou;
    const loser = winner === lin ? zhou : lin;
    expect(idsOf(await heldBy(winner))).toContain(shopper.conversationId);
    expect(idsOf(await heldBy(loser))).not.toContain(shopper.conversationId);
    shopper.close();
  });

  test('a held conversation says whether the shopper waits for a word, and leaves when it is closed', async () => {
    const shopper = await waitingShopper(served, '想退货');
    const epoch = await claim(lin, shopper);
    const at = `/api/handoffs/${shopper.conversationId}`;
    const rowOf = async () =>
      (await heldBy(lin)).conversations.find(
        ({ conversationId }) => conversationId === shopper.conversationId,
      );

    const before = await rowOf();
    await lin.post(`${at}/reply`, { text: '您好，我来看看。', epoch, lastSeenSeq: 1000 });
    const answered = await rowOf();
    await shopper.send('谢谢');
    const again = await rowOf();
    await lin.post(`${at}/close`, { epoch });

    expect([before, answered, again].map((row) => row?.isUnanswered)).toEqual([true, false, true]);
    expect(again).toMatchObject({ epoch, preview: '谢谢', head: expect.any(Number) });
    expect(await rowOf()).toBeUndefined();
    shopper.close();
  });

  test('after a restart agents still hold what they held, in the order they took it', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'anxin-desk-'));
    const first = await serveHere({ env: { DATA_DIR: dataDir } });
    const desk = await deskOf(first, '林溪');
    const shoppers = [await waitingShopper(first, '一'), await waitingShopper(first, '二')];
    for (const shopper of shoppers.toReversed()) {
      await claim(desk, shopper);
      first.skip(1000);
    }
    const epochs = (await heldBy(desk)).conversations.map(({ epoch }) => epoch);
    for (const shopper of shoppers) shopper.close();
    await first.close();

    const second = await serveHere({ env: { DATA_DIR: dataDir } });
    const list = await heldBy(await deskOf(second, '林溪'));

    expect(idsOf(list)).toEqual(shoppers.toReversed().map(({ conversationId }) => conversationId));
    expect(list.conversations.map(({ epoch }) => epoch)).toEqual(epochs);
    await second.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  test.each(['?owner=you', '', '?owner=me&limit=0'])('%o is refused', async (query) => {
    expect((await lin.get(`/api/conversations${query}`)).status).toBe(400);
  });
});

describe('a conversation', () => {
  test('comes with a summary, and with pictures that open', async () => {
    const shopper = await waitingShopper(served, '拉链坏了');
    const { conversationId, token } = shopper;
    const url = `${served.url}/v3/directline/conversations/${conversationId}`;
    await upload({ url, token }, [{ name: '拉链.jpg', bytes: photo(1) }]);
    await claim(lin, shopper);

    const answer = await lin.get(`/api/conversations/${shopper.conversationId}`);
    const view: ConversationView = await answer.json();
    const file = view.entries.flatMap(({ body }) => body?.files ?? [])[0];
    const picture = await fetch(new URL(file?.url ?? '', served.url));

    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(view).toMatchObject({ owner: { kind: 'agent', agentId: 'a01' }, ownerName: '林溪' });
    expect(view.summary).toMatchObject({ decision: null, cases: [] });
    expect(view.summary.form?.title).toBe('商品问题');
    expect(view.summary.form?.slots).toContainEqual(
      expect.objectContaining({ slot: 'reason', text: '有质量问题', from: 'shopper' }),
    );
    expect(Date.parse(view.summary.since)).not.toBeNaN();
    expect(file?.url).toMatch(/^\/v3\/directline\/files\//);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    shopper.close();
  });
});

describe('suggestions', () => {
  const suggestionsFor = async (desk: TestDesk, { conversationId }: TestShopper) => {
    const answer = await desk.get(`/api/suggestions?conversationId=${conversationId}`);
    const list: SuggestionList = await answer.json();
    return list.suggestions;
  };

  test('cite clauses that open', async () => {
    const shopper = await waitingShopper(served, '收到货几天内可以退？');

    const [first] = await suggestionsFor(lin, shopper);
    const cited = first?.citations[0];
    const clause = await fetch(
      `${served.url}/api/chat/clauses/${cited?.revision}/${cited?.clauseId}`,
    );

    expect(first).toMatchObject({ kind: 'faq', why: expect.stringContaining('几天') });
    expect(await clause.json()).toMatchObject({ title: cited?.title });
    shopper.close();
  });

  test('edited or not, a reply that began as one is audited without its words', async () => {
    const shopper = await waitingShopper(served, '收到货几天内可以退？');
    const epoch = await claim(lin, shopper);
    const [first] = await suggestionsFor(lin, shopper);
    if (!first) throw new Error('nothing suggested');
    const at = `/api/handoffs/${shopper.conversationId}/reply`;
    const own = { epoch, lastSeenSeq: 1000, suggestionId: first.id };
    const edited = `林先生您好，${first.text}`;

    await lin.post(at, { ...own, text: first.text }, { 'idempotency-key': 'k1' });
    await lin.post(at, { ...own, text: edited }, { 'idempotency-key': 'k2' });
    await lin.post(at, { ...own, text: edited }, { 'idempotency-key': 'k2' });
    const said = await shopper.waitFor(({ text }) => text === edited);

    expect(said.channelData?.anxin?.agent).toBe('林溪');
    const lines = (await auditOf(served, shopper.conversationId)).filter(
      ({ action }) => action === 'reply.suggested',
    );
    expect(lines).toMatchObject([
      { actor: 'a01', details: { id: first.id, kind: 'faq', isEdited: false } },
      { actor: 'a01', details: { id: first.id, kind: 'faq', isEdited: true } },
    ]);
    expect(JSON.stringify(lines)).not.toContain('林先生');
    shopper.close();
  });

  test('an id that is none of ours is refused, and nothing is sent', async () => {
    const shopper = await waitingShopper(served, '想退货');
    const epoch = await claim(lin, shopper);

    const at = `/api/handoffs/${shopper.conversationId}/reply`;
    const body = { text: '好', epoch, lastSeenSeq: 1000, suggestionId: 'made-up' };
    const answer = await lin.post(at, body);

    expect(answer.status).toBe(400);
    expect((await shopper.readLog()).some(({ text }) => text === '好')).toBe(false);
    shopper.close();
  });

  test('of a conversation that is not there are not found', async () => {
    expect((await lin.get('/api/suggestions?conversationId=nowhere')).status).toBe(404);
    expect((await lin.get('/api/suggestions')).status).toBe(400);
  });
});

test('after the agent has closed, the bot goes on', async () => {
  const shopper = await waitingShopper(served, '想退货');
  const epoch = await claim(lin, shopper);
  await lin.post(`/api/handoffs/${shopper.conversationId}/close`, { epoch });

  const id = await shopper.send('收到货几天内可以退？');
  const answer = await shopper.waitFor(
    (activity) => seqOf(activity) > seqOf({ id }) && (activity.text ?? '') !== '',
  );

  expect(answer.channelData?.anxin?.citations?.length).toBeGreaterThan(0);
  shopper.close();
});
