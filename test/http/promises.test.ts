import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConversationPromises, PromiseList, PromiseView } from '../../src/api/promises.ts';
import { moveBy, openCaseOfShopper, readCase, readLog } from '../support/open-case.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { openShopper } from '../support/test-shopper.ts';

let served: ServedHere;
beforeAll(async () => {
  served = await serveHere();
});
afterAll(() => served.close());

const hourMs = 3_600_000;

const post = (path: string, body: object = {}, headers: object = {}) =>
  served.staff(path, { method: 'POST', body, headers });

async function read<T>(path: string): Promise<T> {
  return (await (await served.staff(path)).json()) as T;
}

const inConversation = (id: string) =>
  read<ConversationPromises>(`/api/conversations/${id}/promises`);

/** Ids of the alarms of one conversation. */
async function alarmsOf(conversationId: string): Promise<readonly PromiseView[]> {
  const { promises } = await read<PromiseList>('/api/promises?limit=200');
  return promises.filter((one) => one.conversationId === conversationId);
}

async function auditOf(subject: string): Promise<readonly string[]> {
  const { rows } = await served.anxin.store.listAudit({ limit: 200 });
  return rows.filter((row) => row.subject === subject).map(({ action }) => action);
}

/** An agent has said something to a shopper, and perhaps given them back to the bot. */
async function answered(text: string, then: 'holds' | 'gives back' = 'holds') {
  const shopper = await openShopper(served.url);
  const { conversationId } = shopper;
  await shopper.send('转人工');
  await shopper.waitFor(({ name }) => name === 'handoff.status');
  shopper.close();
  const path = `/api/handoffs/${conversationId}`;
  const { epoch } = await (await post(`${path}/claim`)).json();
  const { seq } = await (await post(`${path}/reply`, { text, epoch, lastSeenSeq: 200 })).json();
  if (then === 'gives back') await post(`${path}/close`, { epoch });
  return { conversationId, seq: seq as number };
}

/** Confirmed as it was heard, to be kept within 20 hours. */
async function promised(then: 'holds' | 'gives back' = 'holds') {
  const { conversationId, seq } = await answered('20小时内给您回复', then);
  const [heard] = (await inConversation(conversationId)).heard;
  const given = await post(`/api/conversations/${conversationId}/promises`, heard ?? {});
  const { promiseId } = (await given.json()) as PromiseView;
  return { conversationId, seq, promiseId };
}

const texts = async (conversationId: string) =>
  (await readLog(served, conversationId)).map(({ body }) => body?.text ?? body?.name ?? '');

test('what an agent wrote is heard, tracked once it is confirmed, and then not asked about again', async () => {
  const { conversationId, seq, promiseId } = await promised();

  const { promises, heard } = await inConversation(conversationId);

  expect(promiseId).toBe(`${conversationId}:${seq}`);
  expect(promises).toMatchObject([{ label: '20小时内给您回复', by: 'a01', state: 'running' }]);
  expect(heard).toEqual([]);
});

test('a promise that no calendar can date is told apart, and tracked by the day that the agent gives', async () => {
  // The holidays of the year after the last that the calendar holds.
  const { conversationId, seq } = await answered('900个工作日内给您退款');
  const path = `/api/conversations/${conversationId}/promises`;
  const before = await inConversation(conversationId);
  const dueAt = new Date(served.anxin.clock.now() + 100 * hourMs).toISOString();

  await post(path, { ...before.undated[0], dueAt });

  expect(before).toMatchObject({ heard: [], undated: [{ seq, label: '900个工作日内给您退款' }] });
  expect(await inConversation(conversationId)).toMatchObject({
    undated: [],
    promises: [{ label: '900个工作日内给您退款', dueAt, state: 'running' }],
  });
});

test('what was no promise is not asked about again, and never alarmed', async () => {
  const { conversationId } = await answered('明天给您回复');
  const [heard] = (await inConversation(conversationId)).heard;

  await post(`/api/conversations/${conversationId}/promises`, { ...heard, isPromise: false });

  const known = await inConversation(conversationId);
  expect(known).toMatchObject({ heard: [], promises: [{ state: 'withdrawn', isOver: true }] });
});

test('a promise is alarmed before its end and at it, and the alarm ends when it is kept late', async () => {
  const { conversationId, promiseId } = await promised();

  served.skip(16 * hourMs);
  await expect.poll(() => alarmsOf(conversationId)).toMatchObject([{ state: 'running' }]);
  served.skip(5 * hourMs);
  await expect.poll(() => alarmsOf(conversationId)).toMatchObject([{ state: 'breached' }]);
  await post(`/api/promises/${promiseId}/keep`);

  expect(await alarmsOf(conversationId)).toEqual([]);
  expect((await inConversation(conversationId)).promises).toMatchObject([{ state: 'breached' }]);
  expect(await auditOf(promiseId)).toEqual([
    'promise.give',
    'promise.remind',
    'promise.break',
    'promise.kept',
  ]);
});

test('a promise broken by a clock that jumped is alarmed once, and the shopper told once', async () => {
  const { conversationId, promiseId } = await promised('gives back');

  served.skip(1000 * hourMs);
  await expect.poll(() => alarmsOf(conversationId)).toMatchObject([{ state: 'breached' }]);
  served.skip(1000 * hourMs);
  // Fires after all that the jumps made due.
  const later = await promised();
  served.skip(21 * hourMs);
  await expect.poll(() => alarmsOf(later.conversationId)).toMatchObject([{ state: 'breached' }]);

  expect(await auditOf(promiseId)).toEqual(['promise.give', 'promise.break']);
  const told = (await texts(conversationId)).filter((text) => text.includes('还没有做到'));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('20小时内给您回复');
});

test('while an agent speaks, a broken promise is an event and no message of the bot', async () => {
  const { conversationId } = await promised('holds');

  served.skip(21 * hourMs);
  await expect.poll(() => texts(conversationId)).toContain('promise.broken');

  expect((await texts(conversationId)).join()).not.toContain('还没有做到');
});

test('a kept promise is never alarmed, and ends once', async () => {
  const { conversationId, promiseId } = await promised();

  const [kept, again] = [
    await post(`/api/promises/${promiseId}/keep`, {}, { 'idempotency-key': 'k' }),
    await post(`/api/promises/${promiseId}/keep`, {}, { 'idempotency-key': 'k' }),
  ];
  const other = await post(`/api/promises/${promiseId}/withdraw`);
  const later = await promised();
  served.skip(21 * hourMs);
  await expect.poll(() => alarmsOf(later.conversationId)).toMatchObject([{ state: 'breached' }]);

  expect([kept.status, again.status, other.status]).toEqual([200, 200, 409]);
  expect(await alarmsOf(conversationId)).toEqual([]);
});

test('only what an agent wrote is a promise of theirs, and its end lies ahead', async () => {
  const { conversationId, seq } = await answered('明天给您回复');
  const path = `/api/conversations/${conversationId}/promises`;
  const dueAt = new Date(served.anxin.clock.now() + hourMs).toISOString();

  const ofBot = await post(path, { seq: 1, dueAt, label: '问候' });
  const past = await post(path, { seq, dueAt: '2020-01-01T00:00:00Z', label: '回复' });

  expect([ofBot.status, past.status]).toEqual([400, 400]);
  expect((await inConversation(conversationId)).promises).toEqual([]);
});

test('the duties of a case are promises too, and end with it', async () => {
  const { shopper, caseId } = await openCaseOfShopper(served);
  const { conversationId } = shopper;
  shopper.close();
  const duty = { promiseId: `${caseId}:review`, caseId, by: null };
  expect((await inConversation(conversationId)).promises).toMatchObject([duty]);
  expect((await post(`/api/promises/${caseId}:review/keep`)).status).toBe(400);

  // Nothing else changes it any more.
  await expect.poll(async () => (await readCase(served, caseId)).serviceId).not.toBeNull();
  served.skip(25 * hourMs);
  await expect.poll(() => alarmsOf(conversationId)).toMatchObject([{ ...duty, state: 'breached' }]);
  await moveBy(served, await readCase(served, caseId), { move: 'withdraw' });

  expect(await alarmsOf(conversationId)).toEqual([]);
});
