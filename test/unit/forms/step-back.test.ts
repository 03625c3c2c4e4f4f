import { describe, expect, test } from 'vitest';
import { steppedBack, withAsked, withHeard, withUnknown } from '../../../src/forms/change-form.ts';
import { formFromJson, formToJson } from '../../../src/forms/form-state.ts';
import { formState } from './form-builders.ts';

const answered = (slot: string, value: string | boolean) => [{ slot, value }];

describe('one question back', () => {
  const first = withAsked(formState({ asked: null }), 'reason');
  const second = withAsked(withHeard(first, answered('reason', 'quality')), 'used');

  test('asks the one before, and forgets what was said to it', () => {
    const back = steppedBack(second);

    expect(back?.slot).toBe('reason');
    expect(back?.state).toMatchObject({ asked: 'reason', slots: {}, trail: [] });
  });

  test('leads past a question that could not be answered', () => {
    const third = withAsked(withUnknown(second, 'used'), 'receipt_date');

    expect(steppedBack(third)?.state).toMatchObject({ asked: 'used', unknown: [] });
  });

  test('leads all the way, and no further than the first', () => {
    const third = withAsked(withHeard(second, answered('used', false)), 'confirm');
    const once = steppedBack(third);
    const twice = once && steppedBack(once.state);

    expect([once?.slot, twice?.slot]).toEqual(['used', 'reason']);
    expect(twice && steppedBack(twice.state)).toBeNull();
  });

  test('does not lead to a question that was asked twice for want of an answer', () => {
    expect(steppedBack(withAsked(first, 'reason'))).toBeNull();
  });

  test('finds no way in a form that was kept before ways were', () => {
    const { trail: _, ...old } = second;
    const kept = formToJson(old as typeof second);

    expect(formFromJson(kept)?.trail).toEqual([]);
  });
});
