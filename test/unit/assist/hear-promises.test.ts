import { expect, test } from 'vitest';
import { hearPromises } from '../../../src/assist/hear-promises.ts';
import type { LogEntry } from '../../../src/conversation/log-entry.ts';
import { dayOf, endOfDay } from '../../../src/policy/calendar.ts';
import { findEntities } from '../nlu/entities/labelled.ts';

/** A Thursday. */
const at = Date.parse('2026-11-26T15:00:00+08:00');
const hourMs = 3_600_000;
const units = { hour: 1, day: 24, 'working-day': 24 } as const;

const dueOf = ({ length, unit }: { length: number; unit: keyof typeof units }, from: number) =>
  unit === 'hour' ? from + length * hourMs : endOfDay(dayOf(from + length * units[unit] * hourMs));

const said = (text: string, role: 'agent' | 'bot' | 'shopper' = 'agent'): LogEntry => ({
  seq: 7,
  at,
  kind: 'message',
  author: { role, id: 'a01' },
  body: { text },
});

const hear = (text: string) => hearPromises({ findEntities, dueOf }, [said(text)]);

test.each([
  ['好的，明天给您回复。', '明天给您回复', '2026-11-27'],
  ['我查一下，周五前给您答复', '周五前给您答复', '2026-11-27'],
  ['退款11月30日到账，请放心', '退款11月30日到账', '2026-11-30'],
  ['三个工作日内给您退款', '三个工作日内给您退款', '2026-11-29'],
  ['一周内补发', '一周内补发', '2026-12-03'],
])('%s', (text, label, day) => {
  expect(hear(text)).toEqual([{ seq: 7, label, dueAt: endOfDay(day) }]);
});

test('hours and minutes run from the message', () => {
  expect(hear('两小时内回电')).toMatchObject([{ dueAt: at + 2 * hourMs }]);
  expect(hear('半小时内处理好')).toMatchObject([{ dueAt: at + hourMs / 2 }]);
  expect(hear('30分钟内联系您')).toMatchObject([{ dueAt: at + hourMs / 2 }]);
});

test.each([
  '您明天方便吗？',
  '请您在明天之前寄回',
  '昨天已经发出了',
  '好的，马上看',
  '您好，我是林溪',
])('%s promises nothing', (text) => {
  expect(hear(text)).toEqual([]);
});

test('what the bot or the shopper says, and what tells a case, is no promise of an agent', () => {
  const text = '明天给您回复';
  const card = said(text);
  const told = { ...card, body: { text, details: { caseId: 'AX', case: {} } } };

  const heard = hearPromises({ findEntities, dueOf }, [
    said(text, 'bot'),
    said(text, 'shopper'),
    told,
  ]);

  expect(heard).toEqual([]);
});

test('working days that nobody can count are heard without a day, and other periods with theirs', () => {
  const without = ({ length, unit }: { length: number; unit: keyof typeof units }, from: number) =>
    unit === 'working-day' ? null : dueOf({ length, unit }, from);
  const heard = (text: string) => hearPromises({ findEntities, dueOf: without }, [said(text)]);

  expect(heard('好的，7个工作日内退款给您。')).toEqual([
    { seq: 7, label: '7个工作日内退款给您', dueAt: null },
  ]);
  expect(heard('一周内补发')).toMatchObject([{ dueAt: endOfDay('2026-12-03') }]);
});
