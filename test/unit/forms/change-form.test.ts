import { expect, test } from 'vitest';
import { restarted, turnedInto } from '../../../src/forms/change-form.ts';
import type { FormDefinition } from '../../../src/forms/form-definition.ts';
import { formState } from './form-builders.ts';

const other = { name: 'exchange' } as FormDefinition;
const asking = formState({
  slots: { reason: { value: 'quality', from: 'shopper' } },
  asked: 'order_id',
  trail: ['reason'],
  offered: ['3001:1', '3001:2'],
  misses: 1,
});
const nothingAsked = { asked: null, trail: [], offered: null, misses: 0 };

test('a form that turns into another keeps what is known and asks anew, of all goods', () => {
  expect(turnedInto(other, asking)).toMatchObject({
    ...nothingAsked,
    form: 'exchange',
    slots: asking.slots,
  });
});

test('all over again forgets what was said, and what was asked', () => {
  expect(restarted(asking)).toMatchObject({ ...nothingAsked, slots: {} });
});
