import { expect, test } from 'vitest';
import { sentFiles } from '../../../src/cases/sent-files.ts';
import type { LogEntry, UploadedFile } from '../../../src/conversation/log-entry.ts';
import { type FileId, parseFileId } from '../../../src/kernel/ids.ts';
import { sampleCase } from './case-builders.ts';

const file = (digit: string): UploadedFile => ({
  fileId: parseFileId(digit.repeat(32)) as FileId,
  name: '张三的发票.jpg',
  contentType: 'image/jpeg',
  sizeBytes: 10,
});

const entry = (seq: number, role: 'shopper' | 'bot', files: readonly UploadedFile[]): LogEntry => ({
  seq,
  at: 0,
  kind: 'message',
  author: { role, id: role },
  body: { files },
});

test('what the shopper sent up to a message is found in order, without its name', async () => {
  const entries = [
    entry(1, 'bot', [file('a')]),
    entry(2, 'shopper', [file('b'), file('c')]),
    entry(3, 'shopper', [file('d')]),
  ];
  const log = { since: () => Promise.resolve({ entries, head: 3 }) };

  const found = await sentFiles(log, sampleCase().conversationId, 2);

  expect(found.map(({ fileId, seq }) => `${fileId[0]}${seq}`)).toEqual(['b2', 'c2']);
  expect(JSON.stringify(found)).not.toContain('张三');
});
