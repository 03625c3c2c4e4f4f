import type { Request } from 'express';
import { AppError } from '../kernel/errors.ts';

/** Name, IPv4 or bracketed IPv6, and maybe a port: nothing else may come into an address we hand out. */
const hostShape = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** Where a page reaches us, without a slash at the end: the configured address, or the request's own. */
export function requestOrigin(request: Request, publicUrl: string | null): string {
  if (publicUrl !== null) return publicUrl.replace(/\/+$/, '');
  const host = request.get('host') ?? 'localhost';
  const url = hostShape.test(host) ? URL.parse(`${request.protocol}://${host}`) : null;
  if (url === null)
    throw new AppError('BAD_REQUEST', 'the Host header names no host; set PUBLIC_URL?');
  return url.origin;
}
