import { describe, expect, test } from 'vitest';
import { promiseFromJson, promiseWrite, type TrackedPromise } from '../../../src/cases/promise.ts';
import type { ConversationId } from '../../../src/kernel/ids.ts';

const promise: TrackedPromise = {
  promiseId: 'AX-1:review',
  // Any text is one to a document.
  conversationId: 'c1' as ConversationId,
  caseId: 'AX-1',
  label: '审核',
  by: null,
  seq: null,
  madeAt: 1,
  dueAt: 2,
  state: 'running',
  remindedAt: null,
  doneAt: null,
};

describe('a kept promise', () => {
  test('is read as it was written', () => {
    expect(promiseFromJson(promiseWrite(promise).document)).toEqual(promise);
  });

  test('keeps what a newer version wrote beside it', () => {
    const newer = { ...promise, kind: 'call-back' };

    expect(promiseFromJson(newer)).toEqual(newer);
  });

  test.each([
    ['no document', null],
    ['another state', { ...promise, state: 'lost' }],
    ['a time in words', { ...promise, dueAt: '明天' }],
  ])('is refused aloud where it is damaged: %s', (_what, document) => {
    expect(() => promiseFromJson(document)).toThrow('a kept promise cannot be read');
  });
});
