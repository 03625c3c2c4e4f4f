/** What of a refusal a page reads: problem+json, in which the server may have left out anything. */
export interface WireProblem {
  /** What the server wants a person to read, in Chinese. */
  readonly say: string | null;
  readonly code: string | null;
  /** What a person reads out to support. */
  readonly reference: string | null;
  readonly details: unknown;
}

/** A request that did not succeed. `status` 0: no answer came at all. */
export class WireError extends Error implements WireProblem {
  readonly status: number;
  readonly say: string | null;
  readonly code: string | null;
  readonly reference: string | null;
  readonly details: unknown;
  readonly retryAfterMs: number | null;

  constructor(
    status: number,
    problem: Partial<WireProblem> & { readonly retryAfterMs?: number | null } = {},
  ) {
    super(status === 0 ? 'no answer from the server' : `the server answered ${status}`);
    this.name = 'WireError';
    this.status = status;
    this.say = problem.say ?? null;
    this.code = problem.code ?? null;
    this.reference = problem.reference ?? null;
    this.details = problem.details;
    this.retryAfterMs = problem.retryAfterMs ?? null;
  }
}

/** Longer than any turn takes; a mobile network that swallows packets is found out by it. */
const answerWithinMs = 15_000;

interface RequestExtras {
  readonly token?: string;
  readonly body?: unknown;
  /** The same key again gets the first answer. */
  readonly idempotencyKey?: string;
  /** The eTag of what was seen: refused when it has changed since. */
  readonly ifMatch?: string;
}

/** Sends and reads JSON. Any failure, of the network too, is a `WireError`. */
export async function requestJson<T>(
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  { token, body, idempotencyKey, ifMatch }: RequestExtras = {},
): Promise<T> {
  const headers: Record<string, string> = {};
  if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
  if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), answerWithinMs);
  try {
    const response = await fetch(url, {
      method,
      headers,
      signal: patience.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw failure(response.status, text, response.headers.get('retry-after'));
    return parseAnswer<T>(text);
  } catch (error) {
    throw error instanceof WireError ? error : new WireError(0);
  } finally {
    clearTimeout(timer);
  }
}

/** An answer that is not ok, as an error with the sentence that the server gave. */
export function failure(status: number, text: string, retryAfter: string | null): WireError {
  const seconds = Number(retryAfter);
  return new WireError(status, {
    ...readProblem(text),
    retryAfterMs: retryAfter !== null && Number.isFinite(seconds) ? seconds * 1000 : null,
  });
}

/** Reads the body of a good answer. */
export function parseAnswer<T>(text: string): T {
  // Our own server of the same release answers; the page reads only fields that it can do without or checks.
  return (text === '' ? {} : JSON.parse(text)) as T;
}

function readProblem(text: string): WireProblem {
  try {
    const { title, code, reference, details } =
      parseAnswer<Readonly<Record<string, unknown>>>(text);
    return {
      say: textOrNull(title),
      code: textOrNull(code),
      reference: textOrNull(reference),
      details,
    };
  } catch {
    // A proxy's HTML page: nothing in it is for a person.
    return { say: null, code: null, reference: null, details: undefined };
  }
}

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);
