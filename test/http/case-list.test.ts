import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseView } from '../../src/api/cases.ts';
import type { PromiseList, PromiseView } from '../../src/api/promises.ts';
import {
  listCasesBy,
  moveBy,
  openCaseOfShopper,
  openUndatedCase,
  readCase,
  type ShopperWithCase,
} from '../support/open-case.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';

let served: ServedHere;
beforeAll(async () => {
  served = await serveHere();
});
afterAll(() => served.close());

/** As it stands once the order system has its request: nothing else changes it any more. */
async function opened(open: typeof openUndatedCase): Promise<CaseView> {
  const { shopper, caseId }: ShopperWithCase = await open(served);
  shopper.close();
  await expect.poll(async () => (await readCase(served, caseId)).serviceId).not.toBeNull();
  return readCase(served, caseId);
}

async function alarmsOf({ caseId }: CaseView): Promise<readonly PromiseView[]> {
  const answer = await served.staff('/api/promises?limit=200');
  const { promises } = (await answer.json()) as PromiseList;
  return promises.filter((one) => one.caseId === caseId);
}

/** Ids of all pages of a list. */
async function listed(query: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let after = '';
  do {
    const { cases, next } = await listCasesBy(served, `${query}${after}`);
    ids.push(...cases.map(({ caseId }) => caseId));
    after = next === undefined ? '' : `&after=${encodeURIComponent(next)}`;
  } while (after !== '');
  return ids;
}

test('a new case that no rule gives a day is an alarm of the desk until one of the staff moves it', async () => {
  const undated = await opened(openUndatedCase);
  const dated = await opened(openCaseOfShopper);

  const alarms = await alarmsOf(undated);
  const moved = await moveBy(served, undated, { move: 'assign' });

  expect(undated).toMatchObject({ status: 'reviewing', deadlines: [] });
  expect(alarms).toMatchObject([
    { isNew: true, label: '配送异常', state: 'running', conversationId: undated.conversationId },
  ]);
  expect(await alarmsOf(dated)).toEqual([]);
  expect(moved.status).toBe(200);
  expect(await alarmsOf(undated)).toEqual([]);
});

test('all that are not closed are listed, by kind and owner too, page by page, none twice', async () => {
  const mine = await opened(openUndatedCase);
  const nobodys = await opened(openUndatedCase);
  const closed = await opened(openUndatedCase);
  await moveBy(served, mine, { move: 'assign' });
  await moveBy(served, closed, { move: 'withdraw' });

  const open = await listed('open=true&limit=1');
  const parcels = await listed('open=true&kind=delivery_problem&limit=1');
  const free = await listed('open=true&owner=none&kind=delivery_problem');

  expect(new Set(open).size).toBe(open.length);
  expect(open).toEqual(expect.arrayContaining([mine.caseId, nobodys.caseId]));
  expect(open).not.toContain(closed.caseId);
  expect(parcels).toEqual(expect.arrayContaining([mine.caseId, nobodys.caseId]));
  expect(parcels).not.toContain(closed.caseId);
  expect(free).toContain(nobodys.caseId);
  expect(free).not.toContain(mine.caseId);
  expect(await listed('status=closed')).toContain(closed.caseId);
});
