import { describe, expect, test } from 'vitest';
import { restarted } from '../../../src/forms/change-form.ts';
import { formIn } from '../../../src/forms/matter-form.ts';
import { createRuleBooks } from '../../../src/forms/rule-book.ts';
import { asksRule } from '../../../src/nlu/asks-rule.ts';
import { compilePolicies } from '../../../src/policy/compile-policies.ts';
import { shippedKnowledge } from '../../support/shipped-knowledge.ts';
import { formState } from './form-builders.ts';

const { revision } = await shippedKnowledge();
const rules = createRuleBooks(compilePolicies)(revision);
const begun = (matter: string) =>
  formState({ form: 'matter', slots: { matter: { value: matter, from: 'shopper' } } });

describe('a form for many matters', () => {
  test('goes by the name of the one it was begun for, and so does its case', () => {
    const form = formIn(rules, begun('delivery_problem'));

    expect(form).toMatchObject({ title: '配送异常', caseKind: 'delivery_problem' });
  });

  test('still is that matter when it is all begun again', () => {
    const form = formIn(rules, restarted(begun('complaint')));

    expect(form?.caseKind).toBe('complaint');
  });

  test('leaves a form with a kind of its own as it is', () => {
    expect(formIn(rules, formState())).toBe(rules.forms.get('return'));
  });
});

describe('a message that asks', () => {
  test.each(['发票怎么开', '能不能改地址', '多久能送到', '需要身份证吗'])('%s does', (text) => {
    expect(asksRule(text)).toBe(true);
  });

  test.each(['快递怎么还没到', '你们怎么这样', '我要投诉商家', '今天之内送到，不然退款'])(
    '%s does not',
    (text) => {
      expect(asksRule(text)).toBe(false);
    },
  );
});
