/** A request that did not succeed. `status` 0: no answer came at all. */
export class WireError extends Error {
  readonly status: number;
  /** What the server wants the shopper to read, in Chinese. */
  readonly say: string | null;
  readonly retryAfterMs: number | null;

  constructor(
    status: number,
    details: { readonly say?: string | null; readonly retryAfterMs?: number | null } = {},
  ) {
    super(status === 0 ? 'no answer from the server' : `the server answered ${status}`);
    this.name = 'WireError';
    this.status = status;
    this.say = details.say ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}

/** Longer than any turn takes; a mobile network that swallows packets is found out by it. */
const answerWithinMs = 15_000;

/** Sends and reads JSON. Any failure, of the network too, is a `WireError`. */
export async function requestJson<T>(
  method: 'GET' | 'POST',
  url: string,
  { token, body }: { readonly token?: string; readonly body?: unknown } = {},
): Promise<T> {
  const headers: Record<string, string> = {};
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

/** An answer that is not ok, as an error with the sentence the server gave (problem+json `title`). */
export function failure(status: number, text: string, retryAfter: string | null): WireError {
  const seconds = Number(retryAfter);
  return new WireError(status, {
    say: titleOf(text),
    retryAfterMs: retryAfter !== null && Number.isFinite(seconds) ? seconds * 1000 : null,
  });
}

/** Reads the body of a good answer. */
export function parseAnswer<T>(text: string): T {
  // Our own server of the same release answers; the page reads only fields that it can do without or checks.
  return (text === '' ? {} : JSON.parse(text)) as T;
}

function titleOf(text: string): string | null {
  try {
    const title: unknown = parseAnswer<{ title?: unknown }>(text).title;
    return typeof title === 'string' ? title : null;
  } catch {
    return null; // a proxy's HTML page: nothing in it is for the shopper
  }
}
