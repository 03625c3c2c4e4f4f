import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseView } from '../../src/api/cases.ts';
import type { PromiseList } from '../../src/api/promises.ts';
import { moveBy, openCaseOfShopper, readCase } from '../support/open-case.ts';
import { pngWith } from '../support/pictures.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import type { TestShopper } from '../support/test-shopper.ts';
import { upload } from '../support/upload-calls.ts';

let served: ServedHere;
beforeAll(async () => {
  served = await serveHere();
});
afterAll(() => served.close());

interface Opened {
  readonly shopper: TestShopper;
  readonly seen: CaseView;
}

/** Sent to the order system, so that nothing else changes it meanwhile. */
async function submitted(): Promise<Opened> {
  const { shopper, caseId } = await openCaseOfShopper(served);
  await expect.poll(async () => (await readCase(served, caseId)).serviceId).not.toBeNull();
  return { shopper, seen: await readCase(served, caseId) };
}

/** The shop has asked for more. */
async function askedForMore(): Promise<Opened> {
  const { shopper, seen } = await submitted();
  const dueAt = new Date(served.anxin.clock.now() + 48 * 3_600_000).toISOString();
  const answer = await moveBy(served, seen, { move: 'ask', body: { note: '请补照片', dueAt } });
  return { shopper, seen: (await answer.json()) as CaseView };
}

async function sendPhoto({ conversationId, token }: TestShopper): Promise<void> {
  const url = `${served.url}/v3/directline/conversations/${conversationId}`;
  const photo = { name: '吊牌.png', bytes: pngWith([]), type: 'image/png' };
  const answer = await upload({ url, token }, [photo], { type: 'message', text: '' });
  expect(answer.status).toBe(200);
}

const told = (shopper: TestShopper, words: string) =>
  shopper.waitFor(({ text }) => text?.includes(words) === true);

/** Labels of the desk's alarms about a case. */
async function alarmsOf(caseId: string): Promise<readonly (string | undefined)[]> {
  const answer = await served.staff('/api/promises?limit=200');
  const { promises } = (await answer.json()) as PromiseList;
  return promises.filter((one) => one.caseId === caseId && one.isAnswer).map(({ label }) => label);
}

test('a photo moves a case that waits for it, and the desk is alarmed until somebody moves on', async () => {
  const { shopper, seen } = await askedForMore();

  await sendPhoto(shopper);
  await told(shopper, '收到您的补充了');
  const answered = await readCase(served, seen.caseId);

  expect(answered).toMatchObject({ status: 'reviewing', turn: 'shop' });
  expect(answered.attachments).toMatchObject([{ contentType: 'image/png' }]);
  expect(answered.answeredAt).not.toBeNull();
  expect(answered.history.at(-1)).toMatchObject({ what: 'answer', by: { role: 'shopper' } });
  expect(answered.deadlines.find(({ by }) => by === 'shopper')?.state).toBe('kept');
  expect(await alarmsOf(seen.caseId)).toEqual(['顾客发来了材料或说明']);
  const moved = await moveBy(served, answered, { move: 'assign' });
  expect(moved.status).toBe(200);
  expect(await alarmsOf(seen.caseId)).toEqual([]);
  expect((await readCase(served, seen.caseId)).answeredAt).toBeNull();
  shopper.close();
});

test('words move it where they say that they are the answer', async () => {
  const { shopper, seen } = await askedForMore();

  await shopper.send('补充一下：吊牌在衣服口袋里');
  await told(shopper, '收到您的补充了');

  expect(await readCase(served, seen.caseId)).toMatchObject({ status: 'reviewing' });
  shopper.close();
});

test('a question is answered, and the case goes on waiting', async () => {
  const { shopper, seen } = await askedForMore();

  await shopper.send('收到货几天内可以退？');
  await shopper.waitFor(({ channelData }) => channelData?.anxin?.citations !== undefined);

  expect(await readCase(served, seen.caseId)).toMatchObject({ status: 'waiting_for_shopper' });
  shopper.close();
});

test('a photo for a case that waits for nobody is put into it, and it stays where it is', async () => {
  const { shopper, seen } = await submitted();

  await sendPhoto(shopper);
  await told(shopper, '已经放进售后单');

  const after = await readCase(served, seen.caseId);
  expect(after).toMatchObject({ status: seen.status, attachments: [{ contentType: 'image/png' }] });
  expect(await alarmsOf(seen.caseId)).toHaveLength(1);
  shopper.close();
});
