import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseView } from '../../src/api/cases.ts';
import type { ConversationPromises, PromiseList } from '../../src/api/promises.ts';
import { noonClock } from '../support/noon-clock.ts';
import { moveBy, openCaseOfShopper, readCase, readLog } from '../support/open-case.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';

let served: ServedHere;
let skippedMs = 0;
beforeAll(async () => {
  const noon = noonClock();
  served = await serveHere({ clock: { now: () => noon.now() + skippedMs } });
});
afterAll(() => served.close());

const dayMs = 24 * 3_600_000;

/** The days of a period end at midnight: it stays noon. */
const skipDays = (days: number) => {
  skippedMs += days * dayMs;
};

const read = async <T>(path: string) => (await (await served.staff(path)).json()) as T;

const textsOf = async (conversationId: string) =>
  (await readLog(served, conversationId)).map(({ body }) => body?.text ?? '');

async function move(seen: CaseView, name: string, body: object = {}): Promise<CaseView> {
  const answer = await moveBy(served, seen, { move: name, body });
  expect(answer.status).toBe(200);
  return (await answer.json()) as CaseView;
}

const agreed = { note: '符合七天无理由', verdict: { result: 'granted' } };

/** A return that was granted; its goods are not back yet. */
async function granted(): Promise<CaseView> {
  const { shopper, caseId } = await openCaseOfShopper(served);
  shopper.close();
  // Nothing else changes it any more.
  await expect.poll(async () => (await readCase(served, caseId)).serviceId).not.toBeNull();
  return move(await readCase(served, caseId), 'decide', agreed);
}

const refundIn = ({ deadlines }: CaseView) => deadlines.filter(({ what }) => what === 'refund');

const alarmsOf = async ({ caseId }: CaseView) =>
  (await read<PromiseList>('/api/promises?limit=200')).promises
    .filter((one) => one.caseId === caseId)
    .map(({ promiseId, state }) => `${promiseId.slice(caseId.length)} ${state}`);

test('a refund is told when the return is opened, begins when the goods are back, and is a promise from then on', async () => {
  const before = await granted();
  const told = (await textsOf(before.conversationId)).join('\n');

  const started = await move(before, 'start');

  expect(told).toContain('“退还货款”从商家收到退回的商品算起，7天内。');
  expect(before).toMatchObject({
    later: [{ what: 'refund', from: 'in_progress', length: 7, unit: 'day' }],
  });
  expect(refundIn(before)).toEqual([]);
  expect(started.later).toEqual([]);
  expect(refundIn(started)).toMatchObject([{ state: 'running', by: 'shop' }]);
  const days = Date.parse(refundIn(started)[0]?.dueAt ?? '') - served.anxin.clock.now();
  expect(Math.floor(days / dayMs)).toBe(7);
  expect((await textsOf(before.conversationId)).at(-1)).toContain('“退还货款”最晚');
  const { promises } = await read<ConversationPromises>(
    `/api/conversations/${before.conversationId}/promises`,
  );
  expect(promises).toContainEqual(
    expect.objectContaining({ promiseId: `${before.caseId}:refund`, state: 'running' }),
  );
});

test('a refund is alarmed before its day and at it, each once, and by no jump of the clock again', async () => {
  const started = await move(await granted(), 'start');

  skipDays(7);
  await expect.poll(() => alarmsOf(started)).toEqual([':refund running']);
  skipDays(2);
  await expect.poll(() => alarmsOf(started)).toEqual([':refund breached']);
  skipDays(30);
  // Fires after all that the jumps made due.
  const later = await move(await granted(), 'start');
  skipDays(9);
  await expect.poll(() => alarmsOf(later)).toEqual([':refund breached']);

  const { history } = await readCase(served, started.caseId);
  const own = history.map(({ what }) => what).filter((what) => what.endsWith(':refund'));
  expect(own).toEqual(['reminded:refund', 'breached:refund']);
  const late = (await textsOf(started.conversationId)).filter((text) =>
    /“退还货款”到.*超时/.test(text),
  );
  expect(late).toHaveLength(1);
  await move(await readCase(served, started.caseId), 'close');
  expect(await alarmsOf(started)).toEqual([]);
});

test('a refund is kept when the case is closed in time, and withdrawn with the return', async () => {
  const kept = await move(await move(await granted(), 'start'), 'close');
  const withdrawn = await move(await move(await granted(), 'start'), 'withdraw');
  const never = await move(await granted(), 'withdraw');
  const later = await move(await granted(), 'start');

  skipDays(9);
  await expect.poll(() => alarmsOf(later)).toEqual([':refund breached']);

  expect(refundIn(kept)).toMatchObject([{ state: 'kept' }]);
  expect(refundIn(withdrawn)).toMatchObject([{ state: 'withdrawn' }]);
  expect([refundIn(never), never.later]).toEqual([[], []]);
  const alarms = await Promise.all([kept, withdrawn, never].map(alarmsOf));
  expect(alarms).toEqual([[], [], []]);
});
