import { ErrorReply } from 'redis';
import { expect, test } from 'vitest';
import { AppError } from '../../../../src/kernel/errors.ts';
import { judgeError } from '../../../../src/storage/redis/judge-error.ts';

const reply = (text: string) => judgeError(new ErrorReply(text));

test.each([
  'LOADING Redis is loading the dataset in memory',
  "READONLY You can't write against a read only replica.",
  'BUSY Redis is busy running a script.',
  'ERR Function not found',
])('a call that met “%s” is repeated', (text) => {
  expect(reply(text)).toMatchObject({ error: { code: 'STORE_DOWN' }, mayRepeat: true });
});

test.each([
  ["OOM command not allowed when used memory > 'maxmemory'.", 'STORE_FULL'],
  ['MISCONF Errors writing to the AOF file: No space left on device', 'STORE_FULL'],
  ['WRONGPASS invalid username-password pair or user is disabled.', 'STORE_DOWN'],
  ['NOPERM this user has no permissions to run the command', 'STORE_DOWN'],
  ['ERR wrong number of arguments', 'INTERNAL'],
])('a call that met “%s” is not repeated', (text, code) => {
  expect(reply(text)).toMatchObject({ error: { code }, mayRepeat: false });
});

test('what a function of ours refuses is told in its own words', () => {
  const verdict = reply('ANXIN c1 has begun already script: anxin_1_commit, on @user_function:7.');

  expect(verdict).toMatchObject({ error: { code: 'INTERNAL', message: 'c1 has begun already' } });
});

test('a call whose answer was lost is repeated, an error of ours is passed on', () => {
  const own = new AppError('STORE_BUSY', 'busy');

  expect(judgeError(new Error('Socket closed unexpectedly'))).toMatchObject({ mayRepeat: true });
  expect(judgeError(own)).toEqual({ error: own, mayRepeat: false });
});
