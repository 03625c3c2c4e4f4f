import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseView } from '../../src/api/cases.ts';
import type {
  RuleQuestion,
  RuleSituation,
  RulesDecideReply,
  RulesRecommendReply,
  RulesReply,
} from '../../src/api/rules.ts';
import { copyKnowledge, type ServedHere, serveHere } from '../support/serve-here.ts';
import { openShopper, type ReceivedActivity, type TestShopper } from '../support/test-shopper.ts';

const at = '2026-11-25T10:00:00+08:00';

let served: ServedHere;
let knowledgeDir: string;
beforeAll(async () => {
  knowledgeDir = await copyKnowledge();
  await hide('decisions/privacy-request.yaml');
  const clock = { now: () => Date.parse(at) };
  served = await serveHere({ env: { KNOWLEDGE_DIR: knowledgeDir }, clock });
});
afterAll(async () => {
  await served.close();
  await rm(knowledgeDir, { recursive: true });
});

async function hide(table: string): Promise<void> {
  const path = join(knowledgeDir, table);
  const text = await readFile(path, 'utf8');
  expect(text).toContain('public: true');
  await writeFile(path, text.replace('public: true', 'public: false'));
}

const post = (body: object | string) =>
  fetch(`${served.url}/api/rules/decide`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

async function decided(body: object): Promise<RulesDecideReply> {
  const response = await post(body);
  expect(response.status).toBe(200);
  return response.json();
}

async function refused(body: object | string) {
  const response = await post(body);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return { status: response.status, ...(await response.json()) };
}

const rules = async (): Promise<RulesReply> => (await fetch(`${served.url}/api/rules`)).json();

async function situation(form: string): Promise<RuleSituation> {
  const found = (await rules()).situations.find((one) => one.form === form);
  if (!found) throw new Error(`${form} cannot be tried`);
  return found;
}

interface Scenario {
  /** What a shopper says to begin with. */
  readonly opening: string;
  /** The value for each question that is asked; `null` and what stands here not: it cannot be told. */
  readonly answers: Readonly<Record<string, string | number | boolean | null>>;
}

const scenarios: Readonly<Record<string, Scenario>> = {
  return: {
    opening: '我要退货',
    answers: {
      reason: 'no_reason',
      receipt_date: '2026-11-23',
      seller_type: 'third_party',
      product_category: 'clothing',
      used: false,
      insured: true,
    },
  },
  repair: {
    opening: '我要维修',
    answers: { reason: 'quality', in_warranty: true, repaired_elsewhere: false },
  },
  'counterfeit-claim': {
    opening: '我怀疑买到假货了，要求赔偿',
    answers: {
      product_category: 'shoes',
      counterfeit_proof: 'none',
      marked_compensation: 'three',
      paid_fen: 39_900,
    },
  },
  'freight-insurance-claim': {
    opening: '我要申请运费险理赔',
    answers: {
      return_stage: 'completed',
      insurance_claim: 'none',
      seller_type: 'third_party',
      reason: 'no_reason',
      insured: true,
      freight_amount_fen: 1_200,
    },
  },
  'price-protection': {
    opening: '我要申请价保',
    answers: {
      marked_price_protection: true,
      purchase_date: '2026-11-20',
      paid_fen: 329_900,
      current_price_fen: 309_900,
    },
  },
  'privacy-leak': {
    opening: '我的个人信息被泄露了',
    answers: { money_lost: false, leak_channel: 'message' },
  },
};

describe('the rules say what the dialog says', () => {
  test.each(Object.entries(scenarios))('%s', async (form, { opening, answers }) => {
    const { questions, decision } = await situation(form);
    const shopper = await openShopper(served.url);

    const told = await talkToTheEnd(shopper, opening, (asked) => {
      const question = questions.find(({ fact }) => fact === asked);
      return question ? wordsFor(question, lookUp(answers, asked)) : '不知道';
    });
    const tried = await answerToTheEnd({ form, decision }, answers);

    expect(tried.id).toBe(told.decisionId);
    expect(tried.outcomeCard).toEqual(told.outcome);
    expect(tried.citations).toEqual(told.citations);
    expect(tried.citations.length).toBeGreaterThan(0);
    shopper.close();
  });

  test('about goods with a fault: which remedies there are, the best first, and what that one comes to', async () => {
    const { questions } = await situation('goods-problem');
    const answers = { reason: 'missing_item', receipt_date: '2026-11-23', seller_type: 'self' };
    const shopper = await openShopper(served.url);

    const offered = await talkUntil(shopper, '收到的东西少发了', (asked) => {
      if (asked === 'desired_action') return null;
      const question = questions.find(({ fact }) => fact === asked);
      return question ? wordsFor(question, lookUp(answers, asked)) : '不知道';
    });
    const { remedies, facts } = await recommendedTo('goods-problem', answers);
    const [best] = remedies;
    const told = await talkToTheEnd(shopper, offered.choices?.[0]?.value ?? '', () => '不知道');
    const { decision } = await situation(best?.form ?? '');
    const tried = await decided({ form: best?.form, decision, facts });

    expect(remedies.length).toBeGreaterThan(1);
    expect(remedies.map(({ form }) => form.replaceAll('-', '_'))).toEqual(
      offered.choices?.map(({ value }) => value).slice(0, -1),
    );
    expect(tried.outcomeCard).toMatchObject({ status: 'granted' });
    expect(tried.id).toBe(told.decisionId);
    shopper.close();
  });

  test('upon the facts of a case that was opened for an order', async () => {
    const shopper = await openShopper(served.url);
    await hear(shopper, '我前天收到的衣服不合适想退');
    await hear(shopper, '订单号300100000102');
    const told = await hear(shopper, '没用过');
    expect(told.channelData?.anxin?.outcome).toBeDefined();
    await shopper.send('提交');
    await shopper.waitFor((activity) => activity.channelData?.anxin?.caseId !== undefined);
    const path = `/api/cases?conversationId=${shopper.conversationId}`;
    const { cases } = (await (await served.staff(path)).json()) as {
      readonly cases: readonly CaseView[];
    };
    const [opened] = cases;

    const tried = await decided({ decision: 'return', facts: opened?.facts ?? {} });

    expect(tried.id).toBe(told.channelData?.anxin?.decisionId);
    expect(tried.id).toBe(opened?.decisionId);
    expect(tried.revision).toBe(opened?.revision);
    expect(tried.outcomeCard).toEqual(told.channelData?.anxin?.outcome);
    shopper.close();
  });
});

/** Says something, and returns the first reply that asks or decides. */
async function hear(shopper: TestShopper, said: string): Promise<ReceivedActivity> {
  const from = shopper.received.length;
  await shopper.send(said);
  return shopper.waitFor((activity) => {
    const { ask, outcome } = activity.channelData?.anxin ?? {};
    const isNew = shopper.received.indexOf(activity) >= from;
    return isNew && (ask !== undefined || outcome !== undefined);
  });
}

/** More questions than any form has. */
const mostQuestions = 20;

async function talkToTheEnd(
  shopper: TestShopper,
  opening: string,
  answer: (asked: string) => string,
) {
  return talkUntil(shopper, opening, (asked, isDecided) => (isDecided ? null : answer(asked)));
}

/** Until there is nothing to say to a reply. */
async function talkUntil(
  shopper: TestShopper,
  opening: string,
  answer: (asked: string, isDecided: boolean) => string | null,
) {
  let said: string | null = opening;
  for (let turn = 0; turn < mostQuestions; turn += 1) {
    const { channelData } = await hear(shopper, said);
    const anxin = channelData?.anxin ?? {};
    said = answer(anxin.ask ?? '', anxin.outcome !== undefined);
    if (said === null) return anxin;
  }
  throw new Error('the dialog does not end');
}

const lookUp = (answers: Scenario['answers'], fact: string) => answers[fact] ?? null;

async function recommendedTo(form: string, answers: Scenario['answers']) {
  const facts: Record<string, Scenario['answers'][string]> = {};
  for (let turn = 0; turn < mostQuestions; turn += 1) {
    const response = await fetch(`${served.url}/api/rules/recommend`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ form, facts }),
    });
    expect(response.status).toBe(200);
    const { next, remedies } = (await response.json()) as RulesRecommendReply;
    if (next === null) return { remedies, facts };
    facts[next] = lookUp(answers, next);
  }
  throw new Error('the questions do not end');
}

/** As a shopper says it who sees the buttons. */
function wordsFor({ type, choices }: RuleQuestion, value: Scenario['answers'][string]): string {
  if (value === null) return '不知道';
  if (type === 'amount') return `${Number(value) / 100}元`;
  return choices?.find((choice) => choice.value === value)?.label ?? String(value);
}

async function answerToTheEnd(
  situation: { readonly form: string; readonly decision: string | null },
  answers: Scenario['answers'],
): Promise<RulesDecideReply> {
  const facts: Record<string, unknown> = {};
  for (let turn = 0; turn < mostQuestions; turn += 1) {
    const reply = await decided({ ...situation, facts });
    if (reply.next === null) return reply;
    facts[reply.next] = lookUp(answers, reply.next);
  }
  throw new Error('the questions do not end');
}

describe('GET /api/rules', () => {
  test('lists what can be tried, without questions for orders, files or own words', async () => {
    const { revision, shop, situations } = await rules();

    expect(revision).toBe(served.anxin.knowledge.current().revision.id);
    expect(shop.disclaimer).not.toBe('');
    expect(situations.map(({ form }) => form)).toEqual(
      expect.arrayContaining(['return', 'repair', 'counterfeit-claim', 'privacy-leak']),
    );
    const questions = situations.flatMap((situation) => situation.questions);
    expect(questions.map(({ fact }) => fact)).not.toContain('order_id');
    for (const { type, choices } of questions)
      expect(choices === undefined).toBe(type !== 'choice');
  });

  test('is not sent again to who has it', async () => {
    const first = await fetch(`${served.url}/api/rules`);
    const again = await fetch(`${served.url}/api/rules`, {
      headers: { 'if-none-match': first.headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
    });

    expect(first.headers.get('cache-control')).toBe('no-cache');
    expect(again.status).toBe(304);
  });
});

describe('POST /api/rules/decide', () => {
  const shirt = { reason: 'no_reason', seller_type: 'self', product_category: 'clothing' };

  test('asks the fact that settles most, and tells no outcome before', async () => {
    const reply = await decided({ decision: 'return', facts: shirt });

    expect(reply.outcome).toEqual({ status: 'missing' });
    expect(reply.next).toBe(reply.missing[0]);
    expect(reply.outcomeCard).toBeNull();
  });

  test('asks no more for what cannot be told, and leaves the matter to a person', async () => {
    const facts = { ...shirt, receipt_date: null, used: null };

    const reply = await decided({ decision: 'return', facts });

    expect(reply.next).toBeNull();
    expect(reply.outcomeCard).toMatchObject({ status: 'person' });
  });

  test('decides as /api/decide does, for the day it is asked for', async () => {
    const body = {
      decision: 'return',
      facts: { ...shirt, receipt_date: '2026-10-01', used: false },
      at: '2026-10-05T10:00:00+08:00',
    };

    const { next: _next, outcomeCard: _card, citations: _cited, ...reply } = await decided(body);
    const { citations: _all, ...staff } = await (
      await served.staff('/api/decide', { method: 'POST', body })
    ).json();

    expect(reply).toEqual(staff);
    expect(reply.outcome.status).toBe('granted');
  });

  test('knows nobody and leaves nothing with who asks', async () => {
    const response = await post({ decision: 'return', facts: shirt });

    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(served.lines.join('')).not.toContain('no_reason');
  });

  test.each(['privacy-request', 'nowhere', '__proto__'])(
    'refuses %s, which is not public',
    async (decision) => {
      expect(await refused({ decision })).toMatchObject({ status: 404, code: 'DECISION_UNKNOWN' });
      expect(JSON.stringify(await rules())).not.toContain('"decision":"privacy-request"');
    },
  );

  test.each([
    ['a fact of another kind', { facts: { reason: 'whim' } }],
    ['a fact that nobody knows', { facts: { shoe_size: 43 } }],
    ['half a fen', { facts: { paid_fen: 1.5 } }],
    ['an amount in words', { facts: { paid_fen: '100元' } }],
    ['a member it does not know', { conversationId: 'c' }],
    ['a form of another table', { form: 'repair', facts: {} }],
  ])('refuses %s', async (_what, wrong) => {
    const { status } = await refused({ decision: 'return', ...wrong });

    expect([400, 404]).toContain(status);
  });

  test.each(['return', 'nowhere'])('recommends nothing in %s', async (form) => {
    const response = await fetch(`${served.url}/api/rules/recommend`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ form }),
    });

    expect(response.status).toBe(404);
  });

  test('refuses what is too long, and what is no JSON', async () => {
    expect(await refused({ decision: 'x'.repeat(9_000) })).toMatchObject({ status: 413 });
    expect(await refused('{')).toMatchObject({ status: 400 });
  });
});
