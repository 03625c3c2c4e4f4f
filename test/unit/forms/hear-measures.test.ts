import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readForms } from '../../../src/forms/form-file.ts';
import { hearSlots } from '../../../src/forms/hear-slots.ts';
import type { DialogAct } from '../../../src/nlu/dialog-act.ts';
import { formState, message } from './form-builders.ts';

function shippedForm(name: string) {
  const files = new Map(
    [name, 'return'].map((one) => {
      const path = new URL(`../../../knowledge/forms/${one}.yaml`, import.meta.url);
      return [`forms/${one}.yaml`, readFileSync(path, 'utf8')] as const;
    }),
  );
  const form = readForms({ files }, new Set()).forms.get(name);
  if (!form) throw new Error(`forms/${name}.yaml is broken`);
  return form;
}

const price = shippedForm('price-protection');
const fake = shippedForm('counterfeit-claim');

interface Situation {
  readonly asked?: string;
  readonly act?: DialogAct;
}

function heardIn(form: typeof price, text: string, { asked, act = 'other' }: Situation = {}) {
  const state = formState({ form: form.name, asked: asked ?? null });
  const { heard } = hearSlots(form, state, message(text, [], { act }));
  return Object.fromEntries(heard.map(({ slot, value }) => [slot, value]));
}

describe('sums', () => {
  test.each([
    ['买的时候3299，现在3099', { paid_fen: 329_900, current_price_fen: 309_900 }],
    ['现在降到2999.5了', { current_price_fen: 299_950 }],
    ['上周三买的', {}],
    ['11月11买的', {}],
    ['3299', {}],
  ])('%s, whatever was asked', (text, heard) => {
    expect(heardIn(price, text)).toEqual(heard);
  });

  test.each([
    ['3299', 329_900],
    ['三千二', 320_000],
    ['就 3299', 329_900],
  ])('%s answers the question for what was paid', (text, fen) => {
    expect(heardIn(price, text, { asked: 'paid_fen' })).toEqual({ paid_fen: fen });
  });

  test('of two bare numbers none is the answer', () => {
    expect(heardIn(price, '3299还是3099', { asked: 'paid_fen' })).toEqual({});
  });

  test('an amount that was found counts in fen', () => {
    const words = message('花了99块8', [['amount', { yuan: 99.8, fen: 9_980 }, '99块8']]);

    expect(hearSlots(price, formState({ form: price.name }), words).heard).toEqual([
      { slot: 'paid_fen', value: 9_980 },
    ]);
  });
});

describe('weights', () => {
  test.each([
    ['宣传的是10克，称出来9.7克', { stated_weight_mg: 10_000, measured_weight_mg: 9_700 }],
    ['实际只有980毫克', { measured_weight_mg: 980 }],
    ['50克的面霜', {}],
  ])('%s', (text, heard) => {
    expect(heardIn(fake, text)).toMatchObject(heard);
    if (Object.keys(heard).length === 0) expect(heardIn(fake, text)).toEqual({});
  });

  test('a bare number answers the question for grams', () => {
    expect(heardIn(fake, '9.7', { asked: 'measured_weight_mg' })).toEqual({
      measured_weight_mg: 9_700,
    });
  });
});

describe('words that tell whatever was asked', () => {
  test.each([
    ['我有鉴定报告', { counterfeit_proof: 'appraisal' }],
    ['没有鉴定报告', { counterfeit_proof: 'none' }],
    ['怎么才算有鉴定报告', {}],
    ['克重不对', { claim_kind: 'weight' }],
    ['不是克重不对', {}],
    ['克重轻了怎么赔', { claim_kind: 'weight' }],
    ['页面标着假一赔四', { marked_compensation: 'four' }],
    ['有假一赔四吗', {}],
  ])('%s', (text, heard) => {
    expect(heardIn(fake, text, { asked: 'order_id' })).toEqual(heard);
  });

  test('还没成功 counts as today where a form says so', () => {
    expect(heardIn(fake, '还没成功', { asked: 'completion_date' })).toEqual({
      completion_date: '2026-11-25',
    });
    expect(heardIn(price, '还没有', { asked: 'purchase_date' })).toEqual({});
  });
});
