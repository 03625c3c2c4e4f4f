import { directLinePath } from './direct-line-path.ts';
import { requestJson } from './request.ts';

interface Refreshing {
  readonly expiresInSeconds: number;
  readonly current: () => string;
  readonly replace: (token: string) => void;
}

const longestTimerMs = 2 ** 31 - 1;
const shortestMs = 60_000;

/**
 * Renews a token at half its life, so that a phone that slept through one chance has another. Returns how to stop.
 * A renewal that fails is no loss: a dead token is refused at the next request, which opens a new session.
 */
export function refreshToken({ expiresInSeconds, current, replace }: Refreshing): () => void {
  const everyMs = Math.min(Math.max(shortestMs, expiresInSeconds * 500), longestTimerMs);
  const renew = async () => {
    const token = current();
    const url = `${directLinePath}/tokens/refresh`;
    const renewed = await requestJson<{ token?: string }>('POST', url, { token });
    if (renewed.token !== undefined && current() === token) replace(renewed.token);
  };
  const timer = setInterval(() => void renew().catch(() => undefined), everyMs);
  return () => clearInterval(timer);
}
