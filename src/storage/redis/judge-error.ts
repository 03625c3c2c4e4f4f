import { ErrorReply } from 'redis';
import { AppError } from '../../kernel/errors.ts';

/** What an error means to the caller, and whether the same call may be sent again. */
export interface Verdict {
  readonly error: AppError;
  /** The outcome is unknown, or it will be another in a moment; a repeated call writes nothing twice. */
  readonly mayRepeat: boolean;
  /** The library is not there: this is a server that we have not greeted. */
  readonly isStranger?: true;
}

/** First words of replies that pass by themselves: at the start, during a failover, while a function takes long. */
const passing = new Set([
  'LOADING',
  'READONLY',
  'MASTERDOWN',
  'CLUSTERDOWN',
  'TRYAGAIN',
  'BUSY',
  'NOREPLICAS',
]);

const noSpace = new Set(['OOM', 'MISCONF']);
const noRight = new Set(['NOAUTH', 'WRONGPASS', 'NOPERM']);

/** Sorts what the client has thrown by what can be done about it. */
export function judgeError(thrown: unknown): Verdict {
  if (thrown instanceof AppError) return { error: thrown, mayRepeat: false };
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return thrown instanceof ErrorReply ? judgeReply(message, thrown) : judgeLink(message, thrown);
}

/** Redis has answered, with an error. */
function judgeReply(message: string, cause: unknown): Verdict {
  const [word = ''] = message.split(' ', 1);
  if (word === 'ANXIN') {
    // Behind our own sentence Redis names the function and its line.
    const own = message.slice(word.length + 1).replace(/ script: .*$/s, '');
    return { error: new AppError('INTERNAL', own, { cause }), mayRepeat: false };
  }
  const told = `Redis answers: ${message}`;
  if (noSpace.has(word)) {
    const remedy = `${told} (make space: memory or disk)`;
    return { error: new AppError('STORE_FULL', remedy, { cause }), mayRepeat: false };
  }
  if (noRight.has(word)) {
    const remedy = `${told} (check user, password and rights of REDIS_URL)`;
    return { error: new AppError('STORE_DOWN', remedy, { cause }), mayRepeat: false };
  }
  if (/^ERR Function not found/.test(message)) {
    return {
      error: new AppError('STORE_DOWN', told, { cause }),
      mayRepeat: true,
      isStranger: true,
    };
  }
  if (/^ERR unknown command '?(FUNCTION|FCALL)/i.test(message)) {
    const remedy = `${told} (Redis 7 or newer is needed)`;
    return { error: new AppError('CONFIG_INVALID', remedy, { cause }), mayRepeat: false };
  }
  const isPassing = passing.has(word);
  const code = isPassing ? 'STORE_DOWN' : 'INTERNAL';
  return { error: new AppError(code, told, { cause }), mayRepeat: isPassing };
}

/** The command was not sent, or its answer was lost: nobody knows. */
function judgeLink(message: string, cause: unknown): Verdict {
  if (message === 'The queue is full') {
    return { error: new AppError('STORE_BUSY', message, { cause }), mayRepeat: false };
  }
  const told = `no connection to Redis: ${message || 'closed'}`;
  return { error: new AppError('STORE_DOWN', told, { cause }), mayRepeat: true };
}
