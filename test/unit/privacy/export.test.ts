import { expect, test } from 'vitest';
import type { AftersalesCase } from '../../../src/cases/case.ts';
import { parseConversationId, parseFileId, parseShopperId } from '../../../src/kernel/ids.ts';
import { archiveGroups } from '../../../src/privacy/archive-copy.ts';
import { exportHtml } from '../../../src/privacy/export-html.ts';
import { exportJson } from '../../../src/privacy/export-json.ts';
import type { SubjectRecord } from '../../../src/privacy/subject-record.ts';
import { readShippedOnce } from '../../support/serve-here.ts';

const shop = await readShippedOnce();
const { revision } = shop.live.current();
const words = shop.rulesOf(revision);

const hostile = `</p><script>alert('x')</script><img src=x onerror="y">&\``;

function id<T>(parsed: T | null): T {
  if (parsed === null) throw new Error('not an id');
  return parsed;
}

const conversationId = id(parseConversationId('c1'));
const form = {
  form: 'return',
  revision: revision.id,
  slots: {
    reason: { value: 'no_reason', from: 'shopper' },
    correction: { value: hostile, from: 'shopper' },
  },
  asked: 'confirm',
  unknown: [],
  misses: 0,
  decisionId: null,
  lastAt: Date.parse('2026-11-26T12:00:00+08:00'),
};

const moment = Date.parse('2026-11-26T12:00:00+08:00');

const duty = { label: '商家审核申请', dueAt: moment, phase: 'review', madeAt: moment } as const;

/** A case in which everything that a case can have is there. */
const aftersalesCase: AftersalesCase = {
  caseId: 'AX-R2MH-ATZ6',
  kind: 'return_goods',
  title: '退货',
  status: 'waiting_for_shopper',
  conversationId,
  shopperId: null,
  subject: '衬衫',
  orderId: '300100000102',
  itemId: null,
  facts: {
    desired_action: 'return',
    reason: 'no_reason',
    used: false,
    seller_type: 'third_party',
    special_kind: 'none',
    purchase_date: '2026-11-21',
    marked_compensation: 'none',
    marked_weight: false,
    paid_fen: 15900,
    days_since_receipt: 2,
    excluded: false,
  },
  outcome: { status: 'granted', freight_payer: 'shopper', refund_days: 7, money_fen: 15900 },
  decisionId: 'f4a8',
  revision: revision.id,
  openedAt: moment,
  deadlines: [
    { ...duty, what: 'review', state: 'breached', remindedAt: moment, doneAt: moment },
    { ...duty, what: 'outcome', label: '退款', state: 'running' },
  ],
  toCome: [],
  history: [
    { at: moment, what: 'opened' },
    { at: moment, what: 'breached:review' },
    { at: moment, what: 'reminded:review' },
    { at: moment, what: 'corrected:reason' },
    { at: moment, what: 'ask', by: { role: 'agent', id: 'a01' }, note: '请补一张照片' },
    { at: moment, what: 'of_a_newer_version' },
  ],
  attachments: [],
  answer: { seq: 3, at: moment, label: '一张照片' },
  ownerId: null,
  verdict: { family: 'claim', result: 'partly', amountFen: 12050 },
  serviceId: 'S1',
};

const record: SubjectRecord = {
  shopperId: id(parseShopperId(hostile)),
  at: Date.parse('2026-11-26T12:00:00+08:00'),
  conversations: [
    {
      conversationId,
      startedAt: moment,
      state: { form },
      entries: [
        {
          seq: 1,
          at: moment,
          kind: 'message',
          author: { role: 'agent', id: 'lin', name: hostile },
          body: { text: hostile, channelData: { at: moment } },
        },
        {
          seq: 2,
          at: moment,
          kind: 'event',
          author: { role: 'system', id: 'anxin' },
          body: { name: 'handoff.status', value: { status: 'queued' } },
        },
      ],
    },
  ],
  cases: [aftersalesCase],
  promises: [
    {
      promiseId: 'c1:1',
      conversationId,
      caseId: null,
      label: '明天回复您',
      by: null,
      seq: 1,
      madeAt: moment,
      dueAt: moment,
      state: 'breached',
      remindedAt: moment,
      doneAt: moment,
    },
  ],
  files: [
    {
      fileId: id(parseFileId('0'.repeat(32))),
      conversationId,
      name: hostile,
      path: '文件/001-一张照片.jpg',
      contentType: hostile,
      sizeBytes: 3,
      at: moment,
    },
  ],
};

test('whatever somebody typed is text in the page, and nothing else', () => {
  const page = exportHtml(record, words);

  const tags = new Set([...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name));
  expect([...tags]).not.toEqual(expect.arrayContaining(['script']));
  expect([...tags]).not.toEqual(expect.arrayContaining(['img']));
  expect(page).toContain('&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;');
  expect(page).toContain('default-src &#39;none&#39;');
});

test('the copy for machines has every part, as it was said', () => {
  const copy = JSON.parse(exportJson(record));

  expect(copy).toMatchObject({
    format: 'anxin-personal-data',
    madeAt: '2026-11-26T04:00:00.000Z',
    shopperId: hostile,
    conversations: [
      {
        state: { form: { slots: { correction: { value: hostile } } } },
        entries: [{ seq: 1, text: hostile }, { seq: 2 }],
      },
    ],
    files: [{ name: hostile }],
  });
});

test('the page says everything in Chinese, sums in yuan, and leaves nothing of a case out', () => {
  const page = exportHtml(record, words);

  const told = page
    .replace(/<style>.*<\/style>/s, '')
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('AX-R2MH-ATZ6', '');
  // No name of the program is left: they are in lower case, with lines or colons in them.
  expect(told.match(/[a-z]+[_:][a-z_]+/g)).toBeNull();
  for (const words of [
    '等我补充',
    '第三方商家',
    '不喜欢或不合适',
    '159.00元',
    '120.50元',
    '部分同意',
    '由您承担',
    '“商家审核申请”超过了期限',
    '请我补充（客服）：请补一张照片',
    '更正了“退货原因”',
    '明天回复您',
    '（人工服务有变化）',
    '文件/001-一张照片.jpg',
  ])
    expect(told).toContain(words);
});

test('every time in the copy for machines is ISO 8601, but what others sent along', () => {
  const copy = exportJson(record);

  const numbers = [...copy.matchAll(/"(\w+)": \d{12,}/g)].map(([, name]) => name);
  expect(numbers).toEqual(['at']);
  const { cases, conversations, promises } = JSON.parse(copy);
  const iso = '2026-11-26T04:00:00.000Z';
  expect(cases[0].deadlines[0]).toMatchObject({ madeAt: iso, remindedAt: iso, doneAt: iso });
  expect(cases[0].answer.at).toBe(iso);
  expect(promises[0]).toMatchObject({ label: '明天回复您', dueAt: iso });
  expect(conversations[0].entries[0].channelData).toEqual({ at: record.at });
});

test('archives hold what fits, and a file that is too large alone', () => {
  const sizes = [4, 3, 3, 20, 5, 5, 1];
  const files = record.files.flatMap((file) => sizes.map((sizeBytes) => ({ ...file, sizeBytes })));

  const groups = archiveGroups(files, 10);

  expect(groups.map((group) => group.map(({ sizeBytes }) => sizeBytes))).toEqual([
    [4, 3, 3],
    [20],
    [5, 5],
    [1],
  ]);
});
