import { describe, expect, test } from 'vitest';
import { neighbour } from '../../../src/web/desk/use-desk-keys.ts';
import { altLetter, type KeyPress, suggestionIndex } from '../../../src/web/desk/use-keys.ts';
import { selectionOf } from '../../../src/web/desk/use-selection.ts';
import { dueText, ownerText, troubleText, waitText } from '../../../src/web/desk/zh.ts';
import { WireError } from '../../../src/web/shared/request.ts';

const press = (facts: Partial<KeyPress>): KeyPress => ({
  code: 'KeyA',
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...facts,
});

describe('keys', () => {
  test('Ctrl or Alt with 1 to 3 name a suggestion; both, neither, or with Shift do not', () => {
    expect(suggestionIndex(press({ code: 'Digit1', ctrlKey: true }))).toBe(0);
    expect(suggestionIndex(press({ code: 'Digit3', altKey: true }))).toBe(2);
    expect(suggestionIndex(press({ code: 'Digit4', altKey: true }))).toBeNull();
    expect(suggestionIndex(press({ code: 'Digit1' }))).toBeNull();
    expect(suggestionIndex(press({ code: 'Digit1', altKey: true, ctrlKey: true }))).toBeNull();
    expect(suggestionIndex(press({ code: 'Digit1', altKey: true, shiftKey: true }))).toBeNull();
  });

  test('Alt with a letter counts by its place on the keyboard, other combinations do not', () => {
    expect(altLetter(press({ code: 'KeyN', altKey: true }))).toBe('N');
    expect(altLetter(press({ code: 'KeyN', altKey: true, ctrlKey: true }))).toBeNull();
    expect(altLetter(press({ code: 'KeyN' }))).toBeNull();
  });

  test('walking through one’s conversations goes round, and begins at either end', () => {
    const ids = ['a', 'b', 'c'];

    expect(neighbour(ids, 'c', 1)).toBe('a');
    expect(neighbour(ids, 'a', -1)).toBe('c');
    expect(neighbour(ids, null, 1)).toBe('a');
    expect(neighbour(ids, 'elsewhere', -1)).toBe('c');
    expect(neighbour([], 'a', 1)).toBeNull();
  });
});

test('the address names the open conversation, or none', () => {
  expect(selectionOf('#/c/abc-1~2.3')).toBe('abc-1~2.3');
  expect(selectionOf('#/c/a%2Fb')).toBe('a/b');
  expect(selectionOf('#/c/%')).toBeNull();
  expect(selectionOf('#/c/')).toBeNull();
  expect(selectionOf('')).toBeNull();
});

describe('words', () => {
  test('waiting is a stopwatch that never runs backwards', () => {
    expect(waitText(-5_000)).toBe('0:00');
    expect(waitText(62_000)).toBe('1:02');
    expect(waitText(3_723_000)).toBe('1:02:03');
  });

  test('a deadline says what is left, or by how much it has passed', () => {
    const minute = 60_000;

    expect(dueText(90 * minute, 0)).toBe('还有 1 小时 30 分');
    expect(dueText(0, 20 * minute)).toBe('已过 20 分钟');
    expect(dueText(50 * 60 * minute, 0)).toBe('还有 2 天 2 小时');
  });

  test('a failure is told by the server’s sentence with its number, or by our own', () => {
    const told = new WireError(409, { say: '这个会话已由其他客服接入。', reference: 'AB12-CD34' });

    expect(troubleText(told)).toBe('这个会话已由其他客服接入。（编号 AB12-CD34）');
    expect(troubleText(new WireError(0))).toBe('网络不通，请检查网络后再试。');
    expect(troubleText(new WireError(502))).toBe('系统没有正确回应，请稍后再试。');
    expect(troubleText(new TypeError('x'))).toBe('页面出了点问题，请刷新后再试。');
  });

  test('another agent is named, one’s own conversation is one’s own', () => {
    const owner = { kind: 'agent', epoch: 1, agentId: 'a02' } as const;

    expect(ownerText(owner, '周宁', 'a01')).toBe('由周宁接待');
    expect(ownerText(owner, '周宁', 'a02')).toBe('由您接待');
    expect(ownerText(owner, null, 'a01')).toBe('由其他客服接待');
  });
});
