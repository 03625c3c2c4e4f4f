import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConversationView, SuggestionList } from '../../src/api/desk.ts';
import { moveBy, openCaseOfShopper, readCase } from '../support/open-case.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';

const hourMs = 3_600_000;

let served: ServedHere;
beforeAll(async () => {
  served = await serveHere();
});
afterAll(() => served.close());

const read = async <T>(path: string) => (await (await served.staff(path)).json()) as T;

test('what is kept for an open case only is marked, suggests nothing, and goes once the case is closed', async () => {
  const { shopper, caseId } = await openCaseOfShopper(served);
  const { conversationId } = shopper;
  await shopper.send('运费险怎么赔？');
  await shopper.waitFor(({ text }) => (text ?? '').includes('运费险'));
  const view = () => read<ConversationView>(`/api/conversations/${conversationId}`);
  const suggest = () => read<SuggestionList>(`/api/suggestions?conversationId=${conversationId}`);
  expect((await view()).restricted).toBeUndefined();
  expect((await suggest()).suggestions).not.toEqual([]);

  const body = { conversationId };
  const answer = await served.staff('/api/privacy/erasures', { method: 'POST', body });
  const { receiptId, status } = await answer.json();

  expect(status).toBe('waiting');
  expect((await view()).restricted).toEqual({ receiptId, since: expect.any(String) });
  expect((await suggest()).suggestions).toEqual([]);
  expect((await readCase(served, caseId)).caseId).toBe(caseId);

  const closed = await moveBy(served, await readCase(served, caseId), { move: 'withdraw' });
  expect(closed.status).toBe(200);
  // The look at what waits comes once a day.
  served.skip(25 * hourMs);
  await served.anxin.timers.runNow();

  const { restricted, entries } = await view();
  expect(restricted).toBeUndefined();
  expect(JSON.stringify(entries)).not.toContain('300100000102');
  shopper.close();
});
