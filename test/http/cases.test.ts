import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseView } from '../../src/api/cases.ts';
import { listCasesBy, moveBy, openCaseOfShopper, readCase, readLog } from '../support/open-case.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';

let served: ServedHere;
beforeAll(async () => {
  served = await serveHere();
});
afterAll(() => served.close());

const hourMs = 3_600_000;
const inHours = (hours: number) =>
  new Date(served.anxin.clock.now() + hours * hourMs).toISOString();

/** Sent to the order system, so that nothing else changes it meanwhile. */
async function submitted(): Promise<{ readonly conversationId: string; readonly seen: CaseView }> {
  const { shopper, caseId } = await openCaseOfShopper(served);
  shopper.close();
  await expect.poll(async () => (await readCase(served, caseId)).serviceId).not.toBeNull();
  return { conversationId: shopper.conversationId, seen: await readCase(served, caseId) };
}

const textsOf = async (conversationId: string) =>
  (await readLog(served, conversationId)).map(({ body }) => body?.text ?? '');

describe('moves', () => {
  test('a case is asked for more, answered, decided, carried out and closed, and the shopper reads of each', async () => {
    const { conversationId, seen } = await submitted();
    const before = (await textsOf(conversationId)).length;
    const steps = [
      { move: 'ask', body: { note: '请补一张吊牌的照片', dueAt: inHours(48) } },
      { move: 'answer' },
      { move: 'decide', body: { note: '符合七天无理由', verdict: { result: 'granted' } } },
      { move: 'start', body: { dueAt: inHours(72) } },
      { move: 'close' },
    ];

    const statuses: string[] = [];
    let current = seen;
    for (const step of steps) {
      const answer = await moveBy(served, current, step);
      expect(answer.status).toBe(200);
      current = (await answer.json()) as CaseView;
      statuses.push(`${current.status} ${current.turn}`);
    }

    expect(statuses).toEqual([
      'waiting_for_shopper shopper',
      'reviewing shop',
      'decided shop',
      'in_progress shop',
      'closed nobody',
    ]);
    const told = (await textsOf(conversationId)).slice(before);
    expect(told).toHaveLength(steps.length);
    expect(told[0]).toMatch(/请补一张吊牌的照片.*“补充说明或材料”请在.*下一步在您这边/s);
    expect(told[2]).toMatch(/结果：同意。\n说明：符合七天无理由/);
    expect(told[3]).toContain('“按结果办理”最晚');
    expect(current.history.map(({ what }) => what)).toEqual([
      'opened',
      'submitted',
      ...steps.map(({ move }) => move),
    ]);
    expect(current).toMatchObject({
      ownerId: 'a01',
      verdict: { result: 'granted' },
      moves: ['reopen'],
    });
    expect(current.deadlines.map(({ what, state, by }) => `${what} ${by} ${state}`)).toEqual([
      'review shop kept',
      'answer shopper kept',
      'refund shop kept',
      'outcome shop kept',
    ]);
  });

  test('the same key moves once and tells once, also when the case has gone on since', async () => {
    const { conversationId, seen } = await submitted();
    const ask = { move: 'ask', body: { note: '请补发票', dueAt: inHours(24) } };
    const headers = { 'idempotency-key': 'once' };

    const first = await moveBy(served, seen, { ...ask, headers });
    const again = await moveBy(served, seen, { ...ask, headers });
    const other = await moveBy(served, seen, {
      ...ask,
      body: { ...ask.body, note: '请补收据' },
      headers,
    });

    expect([first.status, again.status, other.status]).toEqual([200, 200, 409]);
    expect(await again.json()).toEqual(await first.json());
    const asked = (await textsOf(conversationId)).filter((text) => text.includes('请补'));
    expect(asked).toHaveLength(1);
  });

  test('of two who saw the same case one moves it, and the other is told that it has changed', async () => {
    const { seen } = await submitted();

    const answers = await Promise.all([
      moveBy(served, seen, { move: 'withdraw' }),
      moveBy(served, seen, {
        move: 'decide',
        body: { note: '可以', verdict: { result: 'granted' } },
      }),
    ]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const refused = answers.find(({ status }) => status === 412);
    expect(await refused?.json()).toMatchObject({ code: 'CASE_CHANGED' });
  });

  test('what cannot be is refused with what could', async () => {
    const { seen } = await submitted();
    const status = async (step: Parameters<typeof moveBy>[2]) =>
      (await moveBy(served, seen, step)).status;

    const wrong = await moveBy(served, seen, { move: 'close' });

    expect(wrong.status).toBe(409);
    expect(await wrong.json()).toMatchObject({
      code: 'CASE_MOVE_REFUSED',
      details: { status: 'reviewing', moves: ['assign', 'ask', 'decide', 'withdraw'] },
    });
    expect(await status({ move: 'ask', body: { note: '请补' } })).toBe(400);
    expect(await status({ move: 'ask', body: { note: '请补', dueAt: inHours(-1) } })).toBe(400);
    expect(await status({ move: 'decide', body: { note: '可以' } })).toBe(400);
    expect(await status({ move: 'lose' })).toBe(404);
    expect(await status({ move: 'withdraw', headers: { 'if-match': '' } })).toBe(400);
    expect((await moveBy(served, { ...seen, caseId: 'AX-0' }, { move: 'withdraw' })).status).toBe(
      404,
    );
    expect((await readCase(served, seen.caseId)).etag).toBe(seen.etag);
  });

  test('a note that must not reach a shopper is refused, and nothing is moved', async () => {
    const { seen } = await submitted();

    const answer = await moveBy(served, seen, {
      move: 'ask',
      body: { note: '加我微信 abc12345 发给我', dueAt: inHours(24) },
    });

    expect(await answer.json()).toMatchObject({ code: 'REPLY_REFUSED' });
    expect((await readCase(served, seen.caseId)).etag).toBe(seen.etag);
  });

  test('each move is in the audit, with who made it', async () => {
    const { seen } = await submitted();

    await moveBy(served, seen, { move: 'assign', body: { owner: 'a02' } });

    const { rows } = await served.anxin.store.listAudit({ limit: 200 });
    const own = rows.filter(({ subject }) => subject === seen.caseId);
    expect(own.map(({ action, actor }) => `${actor} ${action}`)).toEqual([
      'anxin case.open',
      'a01 case.assign',
    ]);
    expect(await readCase(served, seen.caseId)).toMatchObject({ ownerId: 'a02' });
  });

  test('nobody moves a case without signing in', async () => {
    const { seen } = await submitted();

    const answer = await fetch(`${served.url}/api/cases/${seen.caseId}/withdraw`, {
      method: 'POST',
    });

    expect(answer.status).toBe(401);
  });
});

describe('lists', () => {
  test('cases are listed by status, owner and kind, page by page, none twice', async () => {
    const all = [await submitted(), await submitted(), await submitted()];
    for (const { seen } of all)
      await moveBy(served, seen, { move: 'assign', body: { owner: 'a03' } });

    const pages: string[][] = [];
    let after = '';
    do {
      const query = `status=reviewing&owner=a03&kind=return_goods&limit=2${after}`;
      const { cases, next } = await listCasesBy(served, query);
      pages.push(cases.map(({ caseId }) => caseId));
      after = next === undefined ? '' : `&after=${encodeURIComponent(next)}`;
    } while (after !== '');

    expect(pages.flat()).toEqual(all.map(({ seen }) => seen.caseId));
    expect(Math.max(...pages.map(({ length }) => length))).toBe(2);
    expect((await listCasesBy(served, 'owner=a03&status=closed')).cases).toEqual([]);
    expect((await served.staff('/api/cases?status=lost')).status).toBe(400);
  });

  test('what is overdue comes first due first, and not any more once it is done', async () => {
    const { seen } = await submitted();
    served.skip(25 * hourMs);
    await expect
      .poll(async () => (await readCase(served, seen.caseId)).deadlines[0]?.state)
      .toBe('breached');
    const late = await readCase(served, seen.caseId);

    const isListed = async () =>
      (await listCasesBy(served, 'overdue=true&limit=200')).cases.some(
        ({ caseId }) => caseId === seen.caseId,
      );

    expect(await isListed()).toBe(true);
    await moveBy(served, late, {
      move: 'decide',
      body: { note: '可以', verdict: { result: 'granted' } },
    });
    expect(await isListed()).toBe(false);
  });
});

describe('clocks', () => {
  test('a shopper who was asked is reminded before the end and told at it, once each', async () => {
    const { conversationId, seen } = await submitted();
    await moveBy(served, seen, { move: 'ask', body: { note: '请补发票', dueAt: inHours(200) } });
    const remindersOf = async () =>
      (await textsOf(conversationId)).filter((text) => /^提醒您.*补充说明或材料/.test(text));

    served.skip(180 * hourMs);
    await expect.poll(async () => (await remindersOf()).length).toBe(1);
    served.skip(30 * hourMs);
    await expect.poll(async () => (await remindersOf()).length).toBe(2);

    const [soon, late] = await remindersOf();
    expect(soon).toContain('前发在这里');
    expect(late).toContain('已经过了');
    const { history } = await readCase(served, seen.caseId);
    const own = history.filter(({ what }) => what.endsWith(':answer'));
    expect(own.map(({ what }) => what)).toEqual(['reminded:answer', 'breached:answer']);
  });
});
