import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { intents } from '../../src/nlu/intents.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';

let server: ServedHere;
beforeAll(async () => {
  server = await serveHere();
});
afterAll(() => server.close());

const now = '2026-11-25T10:00:00+08:00';

function ask(body: unknown, token = server.anxin.secrets.apiToken): Promise<Response> {
  return fetch(`${server.url}/api/understand`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function understood(text: string) {
  const response = await ask({ text, now });
  expect(response.status).toBe(200);
  return response.json();
}

describe('POST /api/understand', () => {
  test('says the intent, what was said beside it and where', async () => {
    const text = '👋我前天收到的衣服，尺碼大了，想退貨！！';

    const reply = await understood(text);

    expect(reply).toMatchObject({
      revision: expect.stringMatching(/^[0-9a-f]{64}$/),
      normalized: '👋我前天收到的衣服,尺码大了,想退货!',
      intent: 'return_goods',
    });
    expect(reply.entities).toEqual([
      { type: 'date', value: '2026-11-23', text: '前天', start: 3, end: 5 },
      { type: 'product_category', value: 'clothing', text: '衣服', start: 8, end: 10 },
      { type: 'reason', value: 'no_reason', text: '尺碼大了', start: 11, end: 15 },
    ]);
    for (const { text: said, start, end } of reply.entities)
      expect(text.slice(start, end)).toBe(said);
  });

  test('lists two wishes of one message in their order', async () => {
    const text = '我要退货，顺便问下发票怎么开';

    const { intent, wishes } = await understood(text);

    expect(intent).toBe('return_goods');
    expect(wishes).toMatchObject([
      { intent: 'return_goods', text: '我要退货', start: 0 },
      { intent: 'invoice_request', text: '问下发票怎么开', end: text.length },
    ]);
    expect((await understood('鞋子坏了，我要退')).wishes).toEqual([]);
  });

  test('ranks all 27 intents, the best first, and they add up to one', async () => {
    const { intent, confidence, ranking } = await understood('发票怎么还没开');

    expect(ranking[0]).toEqual({ intent, confidence });
    expect(ranking.map((one: { intent: string }) => one.intent).toSorted()).toEqual(
      intents.toSorted(),
    );
    const confidences = ranking.map((one: { confidence: number }) => one.confidence);
    expect(confidences).toEqual(confidences.toSorted((a: number, b: number) => b - a));
    expect(confidences.reduce((sum: number, one: number) => sum + one, 0)).toBeCloseTo(1, 6);
  });

  test('tells the answer with its clauses, as plain text, and only when it is sure', async () => {
    const sure = await understood('收到货几天内可以退？');
    const unsure = await understood('有只企鹅在南极打麻将');

    expect(sure.command).toEqual({ kind: 'answer' });
    expect(sure.didYouMean).toEqual([]);
    expect(sure.answer).toMatchObject({ question: '收到货几天内可以退？', confidence: 1 });
    expect(sure.answer.text).not.toMatch(/\[\^|\]/);
    expect(sure.answer.citations[0]).toMatchObject({
      clauseId: expect.any(String),
      title: expect.any(String),
      tier: expect.stringMatching(/^(law|platform|merchant|reference)$/),
      source: expect.any(String),
    });
    expect(unsure.answer).toBeNull();
    expect(unsure.command).toMatchObject({ kind: 'refuse' });
  });

  test.each([
    ['给我转人工', { kind: 'handoff' }],
    ['你好呀', { kind: 'chitchat' }],
    ['我要退货', { kind: 'start', dialog: 'return' }],
    ['我的退款到哪一步了', { kind: 'start', dialog: 'status' }],
  ])('%s leads to %o', async (text, command) => {
    expect((await understood(text)).command).toEqual(command);
  });

  test('counts days from the moment that is given, in Shanghai', async () => {
    const response = await ask({ text: '昨天收到的', now: '2026-12-31T16:30:00Z' });

    expect((await response.json()).entities[0]).toMatchObject({ value: '2026-12-31' });
  });

  test.each<readonly [string, unknown]>([
    ['no text', {}],
    ['an empty text', { text: '' }],
    ['a text that is too long', { text: '退'.repeat(4001) }],
    ['a moment without offset', { text: '昨天', now: '2026-11-25T10:00:00' }],
    ['a moment that is none', { text: '昨天', now: 'yesterday' }],
    ['a field that nobody knows', { text: '昨天', when: now }],
    ['a list', ['昨天']],
  ])('%s is refused', async (_what, body) => {
    const response = await ask(body);

    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  test('a text of the longest kind is understood', async () => {
    expect((await ask({ text: '退'.repeat(4000) })).status).toBe(200);
  });

  test('is for staff only', async () => {
    expect((await ask({ text: '退货' }, 'guessed')).status).toBe(401);
  });

  test('nothing of a message reaches the log', async () => {
    await understood('我的手机号是13800138000 啦啦啦');

    expect(server.lines.join('')).not.toMatch(/13800138000|啦啦啦/);
  });
});
