import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyKnowledge, type ServedHere, serveHere } from '../support/serve-here.ts';

let served: ServedHere;
let knowledgeDir: string;
beforeAll(async () => {
  knowledgeDir = await copyKnowledge();
  served = await serveHere({ env: { KNOWLEDGE_DIR: knowledgeDir } });
});
afterAll(async () => {
  await served.close();
  await rm(knowledgeDir, { recursive: true });
});

const at = '2026-11-25T10:00:00+08:00';
const shirt = {
  reason: 'no_reason',
  seller_type: 'self',
  product_category: 'clothing',
  receipt_date: '2026-11-23',
  used: false,
};

const ask = (body: object) => served.staff('/api/decide', { method: 'POST', body });

async function decided(facts: object, more: object = { at }) {
  const response = await ask({ decision: 'return', facts, ...more });
  expect(response.status).toBe(200);
  return response.json();
}

async function refused(body: object) {
  const response = await ask(body);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return { status: response.status, ...(await response.json()) };
}

describe('POST /api/decide', () => {
  test('decides with outcome, reason, trace and citations', async () => {
    const decision = await decided(shirt);

    expect(decision).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      decision: 'return',
      outcome: { status: 'granted', basis: 'no_reason', window_days: 7, freight_payer: 'shopper' },
      missing: [],
      nearMiss: [],
    });
    expect(decision.reason).toContain('11月30日');
    expect(decision.facts).toMatchObject({ days_since_receipt: 2, receipt_date: '2026-11-23' });
    expect(decision.citations[0]).toMatchObject({
      revision: decision.revision,
      clauseId: 'no-reason-window',
      tier: 'platform',
    });
    expect(decision.trace[0]).toMatchObject({ table: 'return', row: 'no-reason', holds: 'yes' });
  });

  test('what is unknown is asked for, whether it is absent or null', async () => {
    const { used: _used, ...rest } = shirt;

    for (const facts of [rest, { ...rest, used: null }]) {
      const decision = await decided(facts);

      expect(decision.outcome).toEqual({ status: 'missing' });
      expect(decision.missing).toEqual(['used']);
    }
  });

  test('the same question gets the same id at any hour of a day, and another one on another day', async () => {
    const morning = await decided(shirt, { at: '2026-11-25T00:00:00+08:00' });
    const night = await decided(shirt, { at: '2026-11-25T23:59:59+08:00' });
    const next = await decided(shirt, { at: '2026-11-26T00:00:00+08:00' });

    expect(night.id).toBe(morning.id);
    expect(next.id).not.toBe(morning.id);
  });

  test('without a time it decides for now by the clock of the server', async () => {
    const decision = await decided({ ...shirt, receipt_date: '2020-01-01' }, {});

    expect(decision.outcome.status).toBe('refused');
    expect(decision.nearMiss[0].text).toMatch(/晚了\d{4,}天/);
  });

  test('tells what is owed line by line, and takes no nonsense for an amount', async () => {
    const claim = { counterfeit_proof: 'appraisal', marked_compensation: 'three' };
    const body = (paid: unknown) => ({
      decision: 'counterfeit-claim',
      facts: { ...claim, product_category: 'shoes', paid_fen: paid },
      at,
    });
    const money = async (paid: unknown) => (await (await ask(body(paid))).json()).money;

    expect(await money(10_000)).toMatchObject({
      totalFen: 60_000,
      lines: [
        { key: 'refund', totalFen: 10_000 },
        { key: 'compensation', totalFen: 50_000, bound: { kind: 'floor' } },
      ],
    });
    for (const nonsense of [-1, 1.5, 1e300, '100元'])
      expect(await money(nonsense)).toMatchObject({ totalFen: 0, missing: ['paid_fen'] });
    expect((await decided(shirt)).money).toMatchObject({ missing: ['paid_fen'] });
    expect((await decided({ ...shirt, used: true })).money).toBeNull();
  });

  test('facts that a dialog knows and the table does not need change nothing', async () => {
    const plain = await decided(shirt);
    const more = await decided({ ...shirt, order_id: '1234', fault: '无' });

    expect(more).toEqual(plain);
  });
});

describe('what it refuses', () => {
  test('a decision that is not there', async () => {
    expect(await refused({ decision: 'nowhere', facts: {} })).toMatchObject({
      status: 404,
      code: 'DECISION_UNKNOWN',
    });
  });

  test.each([
    ['used', 'yes'],
    ['days_since_receipt', 1.5],
    ['receipt_date', '2026-02-30'],
    ['seller_type', 'shop'],
    ['colour', 'red'],
    ['constructor', 'red'],
  ])('%s: %s is named', async (name, value) => {
    const problem = await refused({ decision: 'return', facts: { ...shirt, [name]: value } });

    expect(problem).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(problem.details.fields).toEqual([
      { field: `facts.${name}`, problem: expect.any(String) },
    ]);
  });

  test.each([
    [
      'too many facts',
      { facts: Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`f${n}`, 1])) },
    ],
    ['a value too long', { facts: { reason: 'x'.repeat(201) } }],
    ['a nested value', { facts: { reason: { is: 'quality' } } }],
    ['a time without offset', { at: '2026-11-25T10:00:00' }],
    ['a member it does not know', { table: 'return' }],
  ])('%s', async (_what, wrong) => {
    expect(await refused({ decision: 'return', ...wrong })).toMatchObject({ status: 400 });
  });

  test('whoever is not of the staff', async () => {
    const response = await fetch(`${served.url}/api/decide`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ decision: 'return', facts: shirt }),
    });

    expect(response.status).toBe(401);
  });
});

test('a table broken while the server runs leaves the last good revision deciding', async () => {
  const file = join(knowledgeDir, 'decisions/return-no-reason.yaml');
  const sound = await readFile(file, 'utf8');
  const before = await decided(shirt);

  await writeFile(file, sound.replace('window_days: 7', 'window_days: 8'));
  expect(await served.anxin.knowledge.reload()).toBe('broken');

  expect(served.anxin.knowledge.problems()[0]).toMatchObject({
    file: 'decisions/return-no-reason.yaml',
    severity: 'error',
  });
  expect(await decided(shirt)).toEqual(before);
  await writeFile(file, sound);
});
