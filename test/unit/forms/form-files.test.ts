import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readForms } from '../../../src/forms/form-file.ts';

const shipped = (name: string) =>
  readFileSync(new URL(`../../../knowledge/forms/${name}.yaml`, import.meta.url), 'utf8');
const tables = new Set(['return', 'exchange']);
const read = (files: Readonly<Record<string, string>>) =>
  readForms({ files: new Map(Object.entries(files)) }, tables);

describe('forms read from files', () => {
  test('a question like that of another form has its words, unless it has its own', () => {
    const { forms, problems } = read({
      'forms/return.yaml': shipped('return'),
      'forms/exchange.yaml': shipped('exchange'),
    });

    const asked = (form: string, slot: string) => forms.get(form)?.slots.get(slot);
    expect(problems).toEqual([]);
    expect(asked('exchange', 'receipt_date')).toEqual(asked('return', 'receipt_date'));
    expect(asked('exchange', 'reason')).toMatchObject({ type: 'choice', label: '换货原因' });
  });

  test('a question that the other form does not have is reported and left out', () => {
    const { forms, problems } = read({ 'forms/exchange.yaml': shipped('exchange') });

    expect(problems.map(({ message }) => message)).toContain(
      '表单“return”里没有自己写的问题“reason”',
    );
    expect(forms.get('exchange')?.slots.has('reason')).toBe(false);
  });

  test('a placeholder that nothing fills is reported', () => {
    const { problems } = read({
      'forms/return.yaml': shipped('return').replace('\nduties:', '\ndone: 单号{caseID}\nduties:'),
    });

    expect(problems).toHaveLength(1);
  });
});
