import { describe, expect, test } from 'vitest';
import { findAnswers, liveQuestion } from '../../../src/web/chat/questions.ts';
import type { Pending } from '../../../src/web/shared/outbox.ts';
import { message, notice } from './chat-entries.ts';

const choices = [{ label: '甲', value: 'a' }];
const asked = message('asked', { choices });
const askedForDay = message('day', {
  input: { kind: 'date', min: '2026-03-01', max: '2026-03-05' },
});
const said = (id: string, choice: string | null = null) =>
  message(id, { speaker: 'shopper', choice });
const pending = (text: string, choice?: string): Pending => ({
  key: text,
  text,
  files: [],
  at: 0,
  state: 'sending',
  tries: 1,
  progress: 0,
  ...(choice === undefined ? {} : { choice }),
});

describe('the live question', () => {
  test.each([
    { name: 'is the last one asked', entries: [asked, askedForDay], id: 'day' },
    { name: 'outlasts what the bot adds', entries: [asked, message('b')], id: 'asked' },
    { name: 'ends with the shopper’s words', entries: [asked, said('s')], id: null },
    {
      name: 'ends with an agent’s words',
      entries: [asked, message('a', { speaker: 'agent' })],
      id: null,
    },
    { name: 'ends with a change of hands', entries: [asked, notice('n')], id: null },
    { name: 'is none at the beginning', entries: [], id: null },
  ])('$name', ({ entries, id }) => {
    expect(liveQuestion(entries)).toBe(id);
  });
});

describe('answers', () => {
  test('are the shopper’s next words, once per question', () => {
    const answers = findAnswers([asked, said('first', 'a'), said('second', 'b')], []);

    expect([...answers]).toEqual([['asked', { text: 'first', choice: 'a' }]]);
  });

  test('belong to the last question before them', () => {
    const answers = findAnswers([asked, askedForDay, said('2026-03-02')], []);

    expect([...answers.keys()]).toEqual(['day']);
  });

  test('count while they are on their way', () => {
    const answers = findAnswers([asked], [pending('甲', 'a'), pending('还有')]);

    expect(answers.get('asked')).toEqual({ text: '甲', choice: 'a' });
  });

  test('what is on its way answers no question that has its answer', () => {
    const answers = findAnswers([asked, said('first')], [pending('甲', 'a')]);

    expect(answers.get('asked')?.choice).toBeNull();
  });
});
