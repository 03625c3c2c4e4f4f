import { expect, test } from 'vitest';
import { readOpinions, withOpinion } from '../../../src/web/chat/opinions.ts';
import type { Activity } from '../../../src/web/shared/wire.ts';

const said = (answerId: unknown, useful: unknown, more: Partial<Activity> = {}): Activity => ({
  type: 'event',
  name: 'answer.feedback',
  value: { answerId, useful },
  ...more,
});

test('the later opinion of an answer counts, each answer has its own', () => {
  const first = readOpinions(new Map(), [said('2.1', true), said('5.1', false)]);
  const then = readOpinions(first, [said('2.1', false)]);

  expect([...then]).toEqual([
    ['2.1', false],
    ['5.1', false],
  ]);
});

test.each([
  said('2.1', 'yes'),
  said('', true),
  said(2.1, true),
  said('2.1', true, { name: 'handoff.status' }),
  said('2.1', true, { type: 'message' }),
  { type: 'event', name: 'answer.feedback' },
])('what is no opinion changes nothing: %j', (activity) => {
  const known = new Map([['9.1', true]]);

  expect(readOpinions(known, [activity])).toBe(known);
});

test('an opinion is taken back', () => {
  const known = new Map([
    ['2.1', true],
    ['5.1', false],
  ]);

  expect([...withOpinion(known, '2.1', undefined)]).toEqual([['5.1', false]]);
  expect(withOpinion(known, '5.1', true).get('5.1')).toBe(true);
});
