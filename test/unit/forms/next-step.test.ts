import { describe, expect, test } from 'vitest';
import type { FormState } from '../../../src/forms/form-state.ts';
import { nextStep } from '../../../src/forms/next-step.ts';
import type { Decision, Facts, OutcomeStatus } from '../../../src/policy/decision.ts';
import { formState, returnForm } from './form-builders.ts';

const form = returnForm();
const said = (slots: Readonly<Record<string, string | boolean | number>>) =>
  Object.fromEntries(
    Object.entries(slots).map(([slot, value]) => [slot, { value, from: 'shopper' as const }]),
  );

/** A decision that wants the facts in this order, then says `status`. */
const deciding =
  (wanted: readonly string[], status: OutcomeStatus = 'granted') =>
  (facts: Facts): Decision => {
    const missing = wanted.filter((fact) => facts[fact] === undefined);
    const outcome = { status: missing.length > 0 ? ('missing' as const) : status };
    return { outcome, missing } as unknown as Decision;
  };

const step = (state: FormState, wanted: readonly string[] = []) =>
  nextStep(form, state, deciding(wanted));
const slotOf = (result: ReturnType<typeof step>) =>
  result.kind === 'ask' ? result.slot.slot : result.kind;

describe('what a form does next', () => {
  const begun = said({ desired_action: 'return' });

  test('asks what is wanted where the intent does not say', () => {
    expect(slotOf(step(formState({ slots: said({ reason: 'quality' }) })))).toBe('desired_action');
  });

  test('leaves another action to a person', () => {
    expect(slotOf(step(formState({ slots: said({ desired_action: 'repair' }) })))).toBe(
      'elsewhere',
    );
  });

  test('asks for the order before anything else, unless it cannot be told', () => {
    expect(slotOf(step(formState({ slots: begun }), ['used']))).toBe('order_id');
    expect(slotOf(step(formState({ slots: begun, unknown: ['order_id'] }), ['used']))).toBe('used');
  });

  test('asks for the fact that settles most', () => {
    const state = formState({ slots: { ...begun, ...said({ order_id: '1' }) } });

    expect(slotOf(step(state, ['reason', 'used']))).toBe('reason');
  });

  test('asks before it what the form names first, as long as the decision depends on it', () => {
    const state = formState({ slots: { ...begun, ...said({ order_id: '1' }) } });
    const ordered = { ...form, first: ['used', 'packaging_opened'] };
    const asked = (wanted: readonly string[]) => slotOf(nextStep(ordered, state, deciding(wanted)));

    expect(asked(['reason', 'packaging_opened', 'used'])).toBe('used');
    expect(asked(['reason', 'packaging_opened'])).toBe('packaging_opened');
    expect(asked(['reason'])).toBe('reason');
  });

  test('does not ask again what the shopper cannot tell, and is stuck when nothing else helps', () => {
    const slots = { ...begun, ...said({ order_id: '1' }) };

    expect(slotOf(step(formState({ slots, unknown: ['reason'] }), ['reason', 'used']))).toBe(
      'used',
    );
    expect(slotOf(step(formState({ slots, unknown: ['reason'] }), ['reason']))).toBe('stuck');
  });

  test('asks for photos of a fault once the decision stands, and only then', () => {
    const slots = { ...begun, ...said({ order_id: '1', reason: 'quality' }) };

    expect(slotOf(step(formState({ slots }), ['used']))).toBe('used');
    expect(slotOf(step(formState({ slots }), []))).toBe('evidence');
    expect(slotOf(step(formState({ slots, unknown: ['evidence'] }), []))).toBe('decided');
  });

  test('asks for no photos where nothing was faulty, or where the answer is no anyway', () => {
    const slots = { ...begun, ...said({ order_id: '1', reason: 'quality' }) };
    const refusing = deciding([], 'refused');

    expect(nextStep(form, formState({ slots }), refusing).kind).toBe('decided');
    const fine = { ...slots, ...said({ reason: 'no_reason' }) };
    expect(slotOf(step(formState({ slots: fine }), []))).toBe('decided');
  });
});
