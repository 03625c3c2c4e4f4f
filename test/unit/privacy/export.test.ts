import { expect, test } from 'vitest';
import { parseConversationId, parseFileId, parseShopperId } from '../../../src/kernel/ids.ts';
import { exportHtml } from '../../../src/privacy/export-html.ts';
import { exportJson } from '../../../src/privacy/export-json.ts';
import type { SubjectRecord } from '../../../src/privacy/subject-record.ts';

const hostile = `</p><script>alert('x')</script><img src=x onerror="y">&\``;

function id<T>(parsed: T | null): T {
  if (parsed === null) throw new Error('not an id');
  return parsed;
}

const conversationId = id(parseConversationId('c1'));
const record: SubjectRecord = {
  shopperId: id(parseShopperId(hostile)),
  at: Date.parse('2026-11-26T12:00:00+08:00'),
  conversations: [
    {
      conversationId,
      startedAt: 0,
      state: { form: { slots: { reason: hostile } } },
      entries: [
        {
          seq: 1,
          at: 0,
          kind: 'message',
          author: { role: 'agent', id: 'lin', name: hostile },
          body: { text: hostile },
        },
      ],
    },
  ],
  cases: [],
  files: [
    {
      fileId: id(parseFileId('0'.repeat(32))),
      conversationId,
      name: hostile,
      contentType: hostile,
      sizeBytes: 3,
      at: 0,
    },
  ],
};

test('whatever somebody typed is text in the page, and nothing else', () => {
  const page = exportHtml(record);

  const tags = new Set([...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name));
  expect([...tags]).not.toEqual(expect.arrayContaining(['script']));
  expect([...tags]).not.toEqual(expect.arrayContaining(['img']));
  expect(page).toContain('&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;');
  expect(page).toContain('default-src &#39;none&#39;');
});

test('the copy for machines has every part, as it was said', () => {
  const copy = JSON.parse(exportJson(record));

  expect(copy).toMatchObject({
    format: 'anxin-personal-data',
    madeAt: '2026-11-26T04:00:00.000Z',
    shopperId: hostile,
    conversations: [
      { state: { form: { slots: { reason: hostile } } }, entries: [{ seq: 1, text: hostile }] },
    ],
    files: [{ name: hostile }],
  });
});
