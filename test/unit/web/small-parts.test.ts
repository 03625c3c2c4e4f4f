import { describe, expect, test } from 'vitest';
import { dateText } from '../../../src/web/cards/zh.ts';
import { addFiles } from '../../../src/web/chat/chosen-files.ts';
import { ownerStatus, sizeText } from '../../../src/web/chat/zh.ts';
import { backOffMs } from '../../../src/web/shared/back-off.ts';
import { isSendKey } from '../../../src/web/shared/is-send-key.ts';
import { failure } from '../../../src/web/shared/request.ts';

describe('send key', () => {
  const enter = { key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13 };

  test.each([
    { name: 'Enter', press: enter, isSend: true },
    { name: 'Shift+Enter', press: { ...enter, shiftKey: true }, isSend: false },
    { name: 'Enter while composing', press: { ...enter, isComposing: true }, isSend: false },
    { name: 'key code 229', press: { ...enter, keyCode: 229 }, isSend: false },
    { name: 'another key', press: { ...enter, key: 'a' }, isSend: false },
  ])('$name', ({ press, isSend }) => {
    expect(isSendKey(press)).toBe(isSend);
  });
});

describe('back-off', () => {
  test('doubles to a limit, and chance spreads the upper half', () => {
    const latest = [0, 1, 2, 10, 1000].map((attempt) => backOffMs(attempt, () => 1));
    const earliest = [0, 1, 2, 10, 1000].map((attempt) => backOffMs(attempt, () => 0));

    expect(latest).toEqual([300, 600, 1200, 8000, 8000]);
    expect(earliest).toEqual([150, 300, 600, 4000, 4000]);
  });
});

describe('chosen files', () => {
  const file = (name: string, type: string, size = 1) =>
    new File(['x'.repeat(size)], name, { type });

  test('takes at most five and says so', () => {
    const six = Array.from({ length: 6 }, (_, index) => file(`${index}.png`, 'image/png'));

    const { files, problem } = addFiles([], six);

    expect(files).toHaveLength(5);
    expect(problem).toBe('一次最多发送 5 个文件。');
  });

  test.each([
    { name: 'a type we do not take', bad: file('a.gif', 'image/gif'), says: '「a.gif」发不了' },
    {
      name: 'more than 10 MB',
      bad: file('a.pdf', 'application/pdf', 10 * 1024 * 1024 + 1),
      says: '「a.pdf」太大了',
    },
    { name: 'an empty file', bad: file('a.webp', 'image/webp', 0), says: '「a.webp」是空文件' },
  ])('refuses $name and keeps the others', ({ bad, says }) => {
    const { files, problem } = addFiles([], [bad, file('b.jpg', 'image/jpeg')]);

    expect(files.map(({ name }) => name)).toEqual(['b.jpg']);
    expect(problem).toContain(says);
  });
});

describe('wire errors', () => {
  test('carry the sentence for the shopper and when to come back', () => {
    const busy = failure(503, '{"title":"请稍后再发一次。"}', '3');
    const strange = failure(502, '<html>Bad Gateway</html>', 'soon');

    expect([busy.say, busy.retryAfterMs]).toEqual(['请稍后再发一次。', 3000]);
    expect([strange.say, strange.retryAfterMs]).toEqual([null, null]);
  });
});

describe('words', () => {
  test('say who answers', () => {
    expect(ownerStatus({ kind: 'bot' })).toBe('智能客服');
    expect(ownerStatus({ kind: 'queue', place: 2 })).toBe('排队中 · 第 2 位');
    expect(ownerStatus({ kind: 'queue', place: null })).toBe('排队中');
    expect(ownerStatus({ kind: 'agent', name: '林溪' })).toBe('客服 林溪');
    expect(ownerStatus({ kind: 'agent', name: null })).toBe('人工客服');
  });

  test('say dates and sizes as people do', () => {
    expect(dateText('2014-03-05')).toBe('2014年3月5日');
    expect(dateText('日期不详')).toBe('日期不详');
    expect(sizeText(10)).toBe('1 KB');
    expect(sizeText(2_500_000)).toBe('2.4 MB');
  });
});
