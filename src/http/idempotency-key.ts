import type { Request } from 'express';
import { sha256 } from '../kernel/hash.ts';

/** The `Idempotency-Key` of a request, hashed, so that a key of any length counts in full; `null`: it has none. */
export function keyOf(request: Request): string | null {
  const given = request.get('idempotency-key');
  return given ? sha256(given) : null;
}
