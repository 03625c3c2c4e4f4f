import { describe, expect, test } from 'vitest';
import { formFromJson, formToJson } from '../../../src/forms/form-state.ts';
import { formState } from './form-builders.ts';

const kept = formState({
  asked: 'used',
  trail: ['reason'],
  slots: { reason: { value: 'quality', from: 'shopper' }, paid_fen: { value: 100, from: 'order' } },
});

describe('a kept form', () => {
  test('is read as it was written', () => {
    expect(formFromJson(formToJson(kept))).toEqual(kept);
    expect(formFromJson(formToJson(null))).toBeNull();
  });

  test('of an earlier version left no trail and offered all goods', () => {
    const { trail: _trail, offered: _offered, ...earlier } = kept;

    expect(formFromJson({ ...earlier, slots: {} })).toEqual({ ...kept, slots: {}, trail: [] });
  });

  test.each([['text'], [{ form: 'return' }], [{ ...kept, slots: { used: true } }]])(
    'that is damaged is none: %o',
    (document) => {
      expect(formFromJson(document)).toBeNull();
    },
  );
});
