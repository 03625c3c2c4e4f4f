import { expect, test } from 'vitest';
import type { FormDefinition, SlotDefinition } from '../../../src/forms/form-definition.ts';
import { saidAnywhere } from '../../../src/forms/said-anywhere.ts';

const choice = (value: string, ...words: string[]) => ({ value, label: `按钮${value}`, words });

const right: SlotDefinition = {
  slot: 'right',
  type: 'choice',
  anywhere: true,
  label: '',
  ask: '',
  again: '',
  choices: [choice('delete', '删'), choice('close', '注销', '删除账号'), choice('copy', '导出')],
};

function heard(text: string, slot: SlotDefinition = right) {
  const form: FormDefinition = {
    name: 'f',
    title: '',
    begins: {},
    resumeAfterHours: 1,
    slots: new Map([[slot.slot, slot]]),
    evidence: [],
    lines: [],
    dates: [],
    confirm: '',
    duties: [],
    shown: [],
    checklist: [],
    opensForPerson: false,
    first: [],
    reckoned: {},
  };
  return saidAnywhere(form, text);
}

test('a word of a choice counts wherever it stands', () => {
  expect(heard('把我的资料删了吧')).toEqual([{ slot: 'right', value: 'delete' }]);
});

test('the longer word counts: deleting an account is more than deleting', () => {
  expect(heard('删除账号')).toEqual([{ slot: 'right', value: 'close' }]);
});

test('two words of a length, or none, tell nothing', () => {
  expect(heard('导出以后注销')).toEqual([]);
  expect(heard('你好')).toEqual([]);
});

test('a choice that does not ask for it is not heard', () => {
  expect(heard('删了', { ...right, anywhere: false })).toEqual([]);
});
