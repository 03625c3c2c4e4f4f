import { expect, test } from 'vitest';
import { outlineConversation } from '../../../src/assist/outline-conversation.ts';
import { summarise } from '../../../src/assist/summarise.ts';
import { freshState } from '../../../src/conversation/conversation-state.ts';
import { formToJson } from '../../../src/forms/form-state.ts';
import type { FormWords } from '../../../src/forms/form-words.ts';
import { formOf, logOf } from '../../support/log-builders.ts';

const words: FormWords = {
  title: '退货',
  slots: new Map([
    [
      'reason',
      {
        label: '退货原因',
        ask: '为什么退？',
        choices: [{ value: 'no_reason', label: '不想要了' }],
      },
    ],
    ['packaging_opened', { label: '拆封', ask: '拆封了吗？' }],
    ['receipt_date', { label: '签收日期', ask: '哪天收到的？' }],
    ['insured', { label: '运费险', ask: '有运费险吗？' }],
  ]),
};
const findWords = (form: string) => (form === 'return' ? words : null);
const nothingKnown = () => null;
const inReturn = { ...freshState, form: formToJson(formOf()), misses: 1 };

test('an open form is told in the words of the shop, with who said what', () => {
  const { form, misses } = summarise(inReturn, [], findWords);

  expect(form).toEqual({
    form: 'return',
    title: '退货',
    slots: [
      { slot: 'reason', label: '退货原因', value: 'no_reason', text: '不想要了', from: 'shopper' },
      { slot: 'packaging_opened', label: '拆封', value: false, text: '否', from: 'shopper' },
      { slot: 'product', label: '商品', value: '棉麻衬衫', text: '棉麻衬衫', from: 'order' },
    ],
    asked: { slot: 'receipt_date', label: '签收日期' },
    unknown: [{ slot: 'insured', label: '运费险' }],
    lastAt: 90_000,
  });
  expect(misses).toBe(1);
});

test('a form that this version does not know keeps its names', () => {
  const { form } = summarise(inReturn, [], nothingKnown);

  expect(form).toMatchObject({ title: 'return', asked: { label: 'receipt_date' } });
});

test('the decision told last and the newest card of each case are found', () => {
  const log = logOf(
    ['bot', '不能退', { outcome: { title: '不能退' }, decisionId: 'd1' }],
    ['bot', '可以退', { outcome: { title: '可以退' }, decisionId: 'd2' }],
    ['bot', '已提交', { case: { caseId: 'C1', status: 'opened' } }],
    ['bot', '另一单', { case: { caseId: 'C2', status: 'opened' } }],
    ['bot', '审核中', { case: { caseId: 'C1', status: 'reviewing' } }],
  );

  const { form, decision, cases } = summarise(freshState, log, findWords);

  expect(form).toBeNull();
  expect(decision).toMatchObject({ seq: 2, decisionId: 'd2', outcome: { title: '可以退' } });
  expect(cases).toEqual([
    { caseId: 'C1', status: 'reviewing' },
    { caseId: 'C2', status: 'opened' },
  ]);
});

test('an erased log tells nothing and breaks nothing', () => {
  const log = logOf(['bot', '可以退', { outcome: {} }]).map((entry) => ({ ...entry, body: null }));

  expect(summarise(freshState, log, findWords)).toEqual({
    form: null,
    decision: null,
    cases: [],
    misses: 0,
    later: [],
  });
});

test('what the shopper wants besides waits in their own words', () => {
  const waiting = { ...inReturn, later: { texts: ['发票怎么开', '改地址'], isOffered: false } };

  expect(summarise(waiting, [], findWords).later).toEqual(['发票怎么开', '改地址']);
});

test.each([
  [['衣服大了想退', '转人工'], '衣服大了想退'],
  [['运费险什么时候赔？', '每次都这样，气死人了，给我转人工！'], '运费险什么时候赔？'],
  [['转人工'], '转人工'],
  [['我的电话是13812345678'], '我的电话是[号码]'],
  [['第一行\n\n第二行'], '第一行 第二行'],
  [['很'.repeat(60)], `${'很'.repeat(48)}…`],
  [[' '], null],
  [[], null],
])('the preview of %o is %o', (said, preview) => {
  const log = logOf(...said.map((text) => ['shopper', text] as const), ['bot', '好的']);

  expect(outlineConversation(freshState, log, findWords).preview).toBe(preview);
});

test('what the shopper wants is the title of the open form', () => {
  expect(outlineConversation(inReturn, [], findWords).wants).toBe('退货');
  expect(outlineConversation(inReturn, [], nothingKnown).wants).toBeNull();
  expect(outlineConversation(freshState, [], findWords).wants).toBeNull();
});
