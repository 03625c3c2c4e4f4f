import { expect, test } from 'vitest';
import { answerCase } from '../../../src/cases/answer-case.ts';
import type { Attachment } from '../../../src/cases/case.ts';
import { caseChange } from '../../../src/cases/case-change.ts';
import { moveCase } from '../../../src/cases/move-case.ts';
import type { TrackedPromise } from '../../../src/cases/promise.ts';
import { parseAgentId } from '../../../src/kernel/ids.ts';
import { openedAt, sampleCase } from './case-builders.ts';

const answer = { seq: 9, at: openedAt + 5_000, label: '顾客发来了材料或说明' };
// The id of a file is opaque here.
const photo = {
  fileId: 'f1',
  contentType: 'image/png',
  sizeBytes: 4,
  seq: 9,
} as unknown as Attachment;
const dueOf = () => openedAt + 90_000;
const given = { files: [photo], dueOf };

/** Alarms that a change writes, by whether they are over. */
function alarmsIn(
  before: Parameters<typeof caseChange>[0],
  after: Parameters<typeof caseChange>[1],
) {
  return caseChange(before, after).flatMap((effect) => {
    if (effect.kind !== 'document.put' || effect.write.collection !== 'promise') return [];
    const promise = effect.write.document as unknown as TrackedPromise;
    const isAlarmed = 'alarm' in (effect.write.indexes ?? {});
    return promise.isAnswer ? [{ id: promise.promiseId, isAlarmed, state: promise.state }] : [];
  });
}

test('a case that waits for its shopper goes on with what they sent', () => {
  const waiting = sampleCase({ status: 'waiting_for_shopper' });

  const after = answerCase(waiting, answer, given);

  expect(after).toMatchObject({ status: 'reviewing', attachments: [photo], answer });
  expect(after.history.at(-1)).toMatchObject({ what: 'answer', by: { role: 'shopper' } });
});

test('a case that waits for the shop stays where it is, and has what was sent', () => {
  const after = answerCase(sampleCase({ status: 'in_progress' }), answer, given);

  expect(after).toMatchObject({ status: 'in_progress', attachments: [photo], answer });
  expect(after.history.at(-1)).toMatchObject({ what: 'sent', by: { role: 'shopper' } });
});

test('the desk is alarmed once for all that was sent, until somebody of the staff moves the case', () => {
  const before = { aftersalesCase: sampleCase({ status: 'reviewing' }), etag: 'e1' };
  const first = { aftersalesCase: answerCase(before.aftersalesCase, answer, given), etag: 'e2' };
  const more = { ...answer, seq: 11, at: answer.at + 1_000 };
  const second = { aftersalesCase: answerCase(first.aftersalesCase, more, given), etag: 'e3' };
  const by = { role: 'agent', id: parseAgentId('a01') ?? '' } as const;
  const owner = parseAgentId('a01') ?? undefined;
  const moved = moveCase(
    second.aftersalesCase,
    { move: 'assign', by, at: more.at + 1_000, owner },
    dueOf,
  );

  const { caseId } = before.aftersalesCase;
  const [older, newer] = [`${caseId}:answer:9`, `${caseId}:answer:11`];
  expect(alarmsIn(before, first.aftersalesCase)).toEqual([
    { id: older, isAlarmed: true, state: 'running' },
  ]);
  expect(alarmsIn(first, second.aftersalesCase)).toEqual([
    { id: older, isAlarmed: false, state: 'kept' },
    { id: newer, isAlarmed: true, state: 'running' },
  ]);
  expect(moved.kind === 'moved' && alarmsIn(second, moved.after)).toEqual([
    { id: newer, isAlarmed: false, state: 'kept' },
  ]);
});
