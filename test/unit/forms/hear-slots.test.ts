import { describe, expect, test } from 'vitest';
import { hearSlots } from '../../../src/forms/hear-slots.ts';
import { formState, message, returnForm } from './form-builders.ts';

const form = returnForm();
const asked = (slot: string) => formState({ asked: slot });

describe('what one message says towards a form', () => {
  test('several slots at once, whatever was asked', () => {
    const words = message('前天收到的，没用过，尺码不合适', [
      ['date', '2026-11-23', '前天'],
      ['used', false, '没用过'],
      ['reason', 'no_reason', '尺码不合适'],
    ]);

    expect(hearSlots(form, asked('order_id'), words).heard).toEqual([
      { slot: 'receipt_date', value: '2026-11-23' },
      { slot: 'used', value: false },
      { slot: 'reason', value: 'no_reason' },
    ]);
  });

  test.each([
    ['前天收到的', 'receipt_date'],
    ['快递前天送到的', 'receipt_date'],
    ['前天才签收', 'receipt_date'],
  ])('%s tells the day of receipt', (text, slot) => {
    const words = message(text, [['date', '2026-11-23', '前天']]);

    expect(hearSlots(form, formState(), words).heard).toEqual([{ slot, value: '2026-11-23' }]);
  });

  test.each(['前天买的', '我前天下的单', '前天拍的那件'])('%s tells no day of receipt', (text) => {
    const words = message(text, [['date', '2026-11-23', '前天']]);

    expect(hearSlots(form, asked('receipt_date'), words).heard).toEqual([]);
  });

  test('a bare day answers the date that was asked for, and nothing else', () => {
    const words = message('前天', [['date', '2026-11-23', '前天']]);

    expect(hearSlots(form, asked('receipt_date'), words).heard).toHaveLength(1);
    expect(hearSlots(form, asked('reason'), words).heard).toEqual([]);
  });

  test('a span of days is counted back from today', () => {
    const words = message('收到三天了', [['days_ago', 3, '三天']]);

    expect(hearSlots(form, formState(), words).heard).toEqual([
      { slot: 'receipt_date', value: '2026-11-22' },
    ]);
  });

  test('a day of another clause of the message stays with its own', () => {
    const words = message('11月11号下的单，前天收到', [
      ['date', '2026-11-11', '11月11号'],
      ['date', '2026-11-23', '前天'],
    ]);

    expect(hearSlots(form, asked('receipt_date'), words).heard).toEqual([
      { slot: 'receipt_date', value: '2026-11-23' },
    ]);
  });

  test('a day ahead of us is no day of receipt', () => {
    const words = message('后天收到的', [['date', '2026-11-27', '后天']]);

    expect(hearSlots(form, asked('receipt_date'), words)).toEqual({ heard: [], isFuture: true });
  });

  test.each([
    ['不喜欢或不合适', 'no_reason'],
    ['2', 'quality'],
    ['第三个', 'wrong_item'],
    ['就是尺码大了', 'no_reason'],
    ['到手屏幕坏了', 'quality'],
  ])('%s is an answer to a choice', (text, value) => {
    expect(hearSlots(form, asked('reason'), message(text)).heard).toEqual([
      { slot: 'reason', value },
    ]);
  });

  test('words of two choices are no answer', () => {
    expect(hearSlots(form, asked('reason'), message('发错了还少发')).heard).toEqual([]);
  });

  test('a tapped button is the answer whatever its label says', () => {
    const tap = message('有质量问题', [], { choice: 'quality' });

    expect(hearSlots(form, asked('reason'), tap).heard).toEqual([
      { slot: 'reason', value: 'quality' },
    ]);
  });

  test.each([
    ['yes', true],
    ['no', false],
  ] as const)('a %s answers a question of yes or no', (act, value) => {
    expect(hearSlots(form, asked('used'), message('嗯', [], { act })).heard).toEqual([
      { slot: 'used', value },
    ]);
  });

  test('photos answer the wish for photos', () => {
    expect(hearSlots(form, asked('evidence'), message('', [], { files: 2 })).heard).toEqual([
      { slot: 'evidence', value: 2 },
    ]);
  });

  describe('what the order system knows', () => {
    const known = formState({
      asked: 'used',
      slots: { receipt_date: { value: '2026-11-20', from: 'order' } },
    });
    const words = [['date', '2026-11-18', '上周三']] as const;

    test('stays when a day is only mentioned', () => {
      expect(hearSlots(form, known, message('上周三收到的', words)).heard).toEqual([]);
    });

    test('gives way to an open correction', () => {
      const correction = message('不对，是上周三收到的', words, { act: 'correct' });

      expect(hearSlots(form, known, correction).heard).toEqual([
        { slot: 'receipt_date', value: '2026-11-18' },
      ]);
    });
  });

  test('what is known already is not heard again', () => {
    const known = formState({ slots: { used: { value: false, from: 'shopper' } } });
    const words = message('没用过', [['used', false, '没用过']]);

    expect(hearSlots(form, known, words).heard).toEqual([]);
  });

  describe('what a shopper takes back', () => {
    const known = formState({
      asked: 'receipt_date',
      trail: ['reason', 'used', 'insured'],
      slots: {
        reason: { value: 'wrong_item', from: 'shopper' },
        used: { value: true, from: 'shopper' },
        insured: { value: true, from: 'shopper' },
        seller_type: { value: 'self', from: 'order' },
      },
    });

    test.each([
      ['不对，没有运费险', 'insured', false],
      ['说错了，没用过', 'used', false],
      ['搞错了，是第三方商家的', 'seller_type', 'third_party'],
      ['不对不是自营的', 'seller_type', 'third_party'],
      ['点错了，是少发', 'reason', 'missing_item'],
    ])('%s belongs to the question that it answers', (text, slot, value) => {
      const words = message(text, [], { act: 'correct' });

      expect(hearSlots(form, known, words).heard).toEqual([{ slot, value }]);
    });

    test('what is said without taking anything back answers nothing but its question', () => {
      expect(hearSlots(form, known, message('没有运费险')).heard).toEqual([]);
    });
  });

  test.each([
    ['第三方商家买的鞋', 'third_party'],
    ['在自营买的', 'self'],
    ['我在第三方店买的能退吗', 'third_party'],
    ['是自营的吗', undefined],
    ['自营还是第三方的', undefined],
    ['第三方鉴定机构说的', undefined],
    ['不是自营的', undefined],
  ])('%s tells of whom it was bought: %s', (text, value) => {
    const heard = value === undefined ? [] : [{ slot: 'seller_type', value }];

    expect(hearSlots(form, formState(), message(text)).heard).toEqual(heard);
  });
});
