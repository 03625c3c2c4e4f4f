import { describe, expect, test } from 'vitest';
import { recommend } from '../../../src/forms/recommend.ts';
import type { Outcome } from '../../../src/policy/decision.ts';
import { formState, returnForm } from './form-builders.ts';

const form = returnForm();
const remedy = (name: string, outcome: Outcome, missing: readonly string[] = []) => ({
  form: { ...form, name },
  decision: {
    id: name,
    revision: formState().revision,
    decision: name,
    outcome,
    reason: '',
    facts: {},
    missing,
    clauses: [],
    nearMiss: [],
    trace: [],
  },
});
const ranked = (...remedies: readonly ReturnType<typeof remedy>[]) => {
  const found = recommend(form, formState(), remedies);
  return found.kind === 'choose' ? found.remedies.map((one) => one.form.name) : found.slot.slot;
};

describe('what is recommended', () => {
  test('what is granted comes before what is granted in part and what is still open', () => {
    const found = ranked(
      remedy('open', { status: 'missing' }, ['in_warranty']),
      remedy('part', { status: 'partly' }),
      remedy('whole', { status: 'granted' }),
    );

    expect(found).toEqual(['whole', 'part', 'open']);
  });

  test('of equals the one that was named first', () => {
    expect(ranked(remedy('a', { status: 'granted' }), remedy('b', { status: 'granted' }))).toEqual([
      'a',
      'b',
    ]);
  });

  test('a refusal, a case for a person and a hint at another remedy are not offered', () => {
    const found = ranked(
      remedy('refused', { status: 'refused' }),
      remedy('person', { status: 'person' }),
      remedy('hint', { status: 'partly', remedy: 'exchange_or_repair' }),
    );

    expect(found).toEqual([]);
  });

  test('a fact that the form can ask for is asked before anything is ranked', () => {
    const found = ranked(
      remedy('whole', { status: 'granted' }),
      remedy('open', { status: 'missing' }, ['seller_type']),
    );

    expect(found).toBe('seller_type');
  });
});
