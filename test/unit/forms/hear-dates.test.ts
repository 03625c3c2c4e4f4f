import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readForms } from '../../../src/forms/form-file.ts';
import { hearSlots } from '../../../src/forms/hear-slots.ts';
import { formState, message, returnForm } from './form-builders.ts';

const path = 'forms/counterfeit-claim.yaml';
const text = readFileSync(new URL(`../../../knowledge/${path}`, import.meta.url), 'utf8');
const { forms } = readForms({ files: new Map([[path, text]]) }, new Set(['goods-claim']));
const claim = forms.get('counterfeit-claim') ?? returnForm();
const day = '2026-09-25';
const dated = (words: string, act: 'correct' | 'other' = 'correct') =>
  message(words, [['date', day, '9月25号']], { act });

describe('which date of a form a day is', () => {
  test.each([
    '不对，交易是9月25号成功的',
    '说错了，9月25号确认收货的',
    '搞错了，应该是9月25号完成的',
    '交易成功是9月25号',
  ])('%s names the date by words of the form', (words) => {
    const state = formState({ form: claim.name, asked: 'counterfeit_proof' });

    expect(hearSlots(claim, state, dated(words)).heard).toEqual([
      { slot: 'completion_date', value: day },
    ]);
  });

  test('a correction without a word takes back the date that was asked last', () => {
    const state = formState({
      form: claim.name,
      asked: 'paid_fen',
      trail: ['completion_date', 'marked_compensation'],
      slots: { completion_date: { value: '2026-09-20', from: 'shopper' } },
    });

    expect(hearSlots(claim, state, dated('不对，是9月25号')).heard).toEqual([
      { slot: 'completion_date', value: day },
    ]);
  });

  test('a day of the purchase is no day of the deal', () => {
    const state = formState({ form: claim.name, asked: 'completion_date' });

    expect(hearSlots(claim, state, dated('9月25号买的', 'other')).heard).toEqual([]);
  });

  test('a day that is merely mentioned fills nothing', () => {
    const state = formState({ form: claim.name, asked: 'paid_fen' });

    expect(hearSlots(claim, state, dated('9月25号', 'other')).heard).toEqual([]);
  });
});
