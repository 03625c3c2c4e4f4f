import { describe, expect, test } from 'vitest';
import { guardContextOf } from '../../../../src/assist/guard/guard-context.ts';
import { freshState } from '../../../../src/conversation/conversation-state.ts';
import type { EntryBody } from '../../../../src/conversation/log-entry.ts';
import { guardOfFile } from './guard-of-file.ts';

const guard = guardOfFile();
const found = (text: string, names: readonly string[], speaker: 'agent' | 'bot' = 'agent') =>
  guard.check(text, { said: [], names, speaker }).violations.map(({ text: typed }) => typed);

const camera = '【官方】视界 13800138000 家用摄像头';

describe('what an order calls its goods', () => {
  test.each([
    ['您买的【官方】视界 13800138000 家用摄像头已经发出。', camera],
    ['13800138000这个型号有两种颜色。', camera],
    ['您说的是加微信头像的抱枕吧，今天发出。', '加微信头像的抱枕 45cm'],
    ['签收人写的是幸福路88号3栋门卫老张。', '幸福路88号3栋门卫老张'],
  ])('is no violation when it is said back: %s', (text, name) => {
    expect(found(text, [])).not.toEqual([]);
    expect(found(text, [name])).toEqual([]);
    expect(found(text, [name], 'bot')).toEqual([]);
  });

  test.each([
    ['13800138001这个型号有两种颜色。', camera],
    ['摄像头收到了吗，有事打13912345678。', camera],
    ['抱枕的事，加我微信聊。', '加微信头像的抱枕 45cm'],
    ['您说的是领券加微信 abc12345 抱枕吧。', '领券加微信 abc12345 抱枕'],
    ['是 abc.com 的那款吧。', 'abc.com 定制款'],
  ])('excuses nothing else: %s', (text, name) => {
    expect(found(text, [name])).not.toEqual([]);
  });

  test('leaves what stands beside it where it was', () => {
    const text = '13800138000这款，电话13912345678。';

    const [violation] = guard.check(text, { said: [], names: [camera] }).violations;

    expect(violation).toMatchObject({ rule: 'phone', text: '13912345678', start: 16, end: 27 });
  });

  test('is known from the cards that the bot has shown, and from nobody else', () => {
    const told = (role: 'bot' | 'shopper', details: EntryBody['details'] = {}) =>
      ({ kind: 'message', author: { role, id: 'x' }, body: { text: '您好', details } }) as const;
    const orders = [{ title: camera, seller: '视界旗舰店' }];

    const { names } = guardContextOf(freshState, [
      told('bot', { input: { kind: 'orders', orders } }),
      told('bot', { case: { caseId: 'AX-1', subject: '儿童手表' } }),
      told('shopper', { case: { caseId: 'AX-2', subject: '别的' } }),
      told('bot'),
    ]);

    expect(names).toEqual([camera, '视界旗舰店', '儿童手表']);
  });
});
