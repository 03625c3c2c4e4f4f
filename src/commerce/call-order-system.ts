import {
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  type IPolicy,
  retry,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import { AppError } from '../kernel/errors.ts';
import type { Json } from '../kernel/json.ts';
import { readLimited } from './read-limited.ts';

export interface OrderSystemConfig {
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: string | null;
  readonly limits?: Partial<OrderSystemLimits>;
}

/** How long a shopper's turn may wait for somebody else's system. */
export interface OrderSystemLimits {
  /** One call, its answer read to the end. */
  readonly callMs: number;
  /** A call with its repetitions. */
  readonly patienceMs: number;
  /** After the first. */
  readonly repetitions: number;
  /** Failures in a row after which the system is left alone. */
  readonly failures: number;
  /** For that long; then one call tries whether it is back. */
  readonly restMs: number;
  readonly answerBytes: number;
}

const defaultLimits: OrderSystemLimits = {
  callMs: 3_000,
  patienceMs: 5_000,
  repetitions: 2,
  failures: 5,
  restMs: 10_000,
  // Fifty orders of fifty items each stay below.
  answerBytes: 2_000_000,
};

const firstRepetitionMs = 100;
const lastRepetitionMs = 400;

/** Calls the order system by HTTP. Throws ORDERS_DOWN or ORDERS_BROKEN; nothing else gets out. */
export interface OrderSystem {
  /** The JSON that is there, or `null` where there is nothing (404). Repeated when it fails quickly. */
  get(path: string): Promise<unknown>;
  /** Never repeated here: whoever has the key decides. */
  post(path: string, body: Json, key: string): Promise<unknown>;
}

/** All calls share one circuit: when the system is down, everybody is told at once instead of after a wait each. */
export function createOrderSystem({ url, token, limits }: OrderSystemConfig): OrderSystem {
  const limit = { ...defaultLimits, ...limits };
  const guarded = wrap(
    circuitBreaker(handleWhen(isDown), {
      breaker: new ConsecutiveBreaker(limit.failures),
      halfOpenAfter: limit.restMs,
    }),
    timeout(limit.callMs, TimeoutStrategy.Aggressive),
  );
  const patient = wrap(
    timeout(limit.patienceMs, TimeoutStrategy.Aggressive),
    // What was slow is not asked again: the shopper has waited, and the system has enough to do.
    retry(handleWhen(isQuickFailure), {
      maxAttempts: limit.repetitions,
      backoff: new ExponentialBackoff({
        initialDelay: firstRepetitionMs,
        maxDelay: lastRepetitionMs,
      }),
    }),
    guarded,
  );

  async function run(
    policy: IPolicy,
    { path, ...init }: RequestInit & { readonly path: string },
  ): Promise<unknown> {
    const headers = {
      accept: 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...init.headers,
    };
    const request = { ...init, headers, redirect: 'manual' } as const;
    try {
      return await policy.execute(({ signal }) =>
        call(`${url}${path}`, { ...request, signal }, limit.answerBytes),
      );
    } catch (cause) {
      throw translate(cause, path);
    }
  }

  return {
    get: (path) => run(patient, { path }),
    post: (path, body, key) =>
      run(guarded, {
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
      }),
  };
}

async function call(address: string, init: RequestInit, answerBytes: number): Promise<unknown> {
  const response = await send(address, init);
  const { status } = response;
  if (response.ok) return parse(await readLimited(response, answerBytes));
  await response.body?.cancel();
  if (status === 404 && init.method === undefined) return null;
  if (status >= 500 || status === 429) throw new AppError('ORDERS_DOWN', `answered ${status}`);
  throw new AppError('ORDERS_BROKEN', `answered ${status}${remedyFor(status)}`);
}

function remedyFor(status: number): string {
  if (status === 401 || status === 403) return ': check ORDERS_TOKEN';
  const isRedirect = status >= 300 && status < 400;
  return isRedirect ? ': redirects are not followed, set ORDERS_URL to where it leads' : '';
}

async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (cause) {
    throw new AppError('ORDERS_DOWN', 'no answer', { cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The cause would quote the answer, and with it what a shopper bought.
    throw new AppError('ORDERS_BROKEN', 'the answer is no JSON');
  }
}

function isDown(error: unknown): boolean {
  return isQuickFailure(error) || error instanceof TaskCancelledError;
}

function isQuickFailure(error: unknown): boolean {
  return error instanceof AppError && error.code === 'ORDERS_DOWN';
}

/** A message that names what was called, but not with which ids: they may lead to a person. */
function translate(cause: unknown, path: string): AppError {
  const place = `order system: ${path.split('/')[1]?.split('?')[0]}`;
  if (cause instanceof AppError)
    return new AppError(cause.code, `${place}: ${cause.message}`, { cause: cause.cause });
  const message = cause instanceof Error ? cause.message : String(cause);
  return new AppError('ORDERS_DOWN', `${place}: ${message}`, { cause });
}
