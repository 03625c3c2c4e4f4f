import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger } from '../../../bot/logging.ts';
import { AppError } from '../../../src/kernel/errors.ts';

function logInto(lines: string[]) {
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return createLogger('info', destination);
}

test.each([
  ['13800138000'],
  ['138 0013 8000'],
  ['+86 138-0013-8000'],
  ['１３８００１３８０００'],
  ['010-62345678'],
  ['11010519491231002X'],
  ['6222021234567890128'],
  ['zhang.san@example.com'],
])('%s never reaches the log, wherever it stands', (secret) => {
  const lines: string[] = [];
  const logger = logInto(lines);

  logger.info({ text: `我的号码是${secret}，谢谢` }, 'looked at');
  logger.error({ err: new Error(`bad value ${secret}`, { cause: { deep: [secret] } }) }, 'failed');

  expect(lines).toHaveLength(2);
  expect(lines.join('').normalize('NFKC')).not.toContain(secret.normalize('NFKC'));
});

test('ids, counts and times stay readable', () => {
  const lines: string[] = [];
  const conversationId = '0f3a9c27d1e84b6f9a0b1c2d3e4f5a6b';

  logInto(lines).info({ conversationId, seq: 17, ms: 3.5 }, 'turn committed');

  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    conversationId,
    seq: 17,
    ms: 3.5,
    level: 'info',
  });
});

test('an error is logged with its type, its own message, its stack and what caused it', () => {
  const lines: string[] = [];
  const root = Object.assign(new TypeError('call 13800138000'), { code: 'E_ROOT' });
  const cause = new Error('middle', { cause: root });
  const err = new AppError('INTERNAL', 'outer', { cause, details: { at: 3 } });

  logInto(lines).error({ err }, 'request failed');

  const line = JSON.parse(lines[0] ?? '');
  expect(line).toMatchObject({
    msg: 'request failed',
    err: {
      type: 'AppError',
      message: 'outer',
      code: 'INTERNAL',
      details: { at: 3 },
      stack: expect.stringMatching(/^AppError: outer\n +at /),
      cause: {
        type: 'Error',
        message: 'middle',
        cause: { type: 'TypeError', message: 'call [number]', code: 'E_ROOT' },
      },
    },
  });
  expect(line.err.stack).not.toContain('middle');
  expect(lines[0]).not.toContain('13800138000');
});

test('errors that cause each other end somewhere', () => {
  const lines: string[] = [];
  const err = new Error('a');
  err.cause = new AggregateError([err], 'b', { cause: err });

  logInto(lines).error({ err }, 'failed');

  expect(JSON.parse(lines[0] ?? '').err.cause).toMatchObject({
    message: 'b',
    cause: { message: 'a' },
  });
});

test('dates and addresses are logged as text', () => {
  const lines: string[] = [];

  logInto(lines).info({ at: new Date(0), url: new URL('http://a.example/13800138000') }, 'seen');

  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    at: '1970-01-01T00:00:00.000Z',
    url: 'http://a.example/[number]',
  });
});
