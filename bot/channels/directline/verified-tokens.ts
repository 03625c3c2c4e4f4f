interface Verified<Claims> {
  readonly claims: Claims;
  readonly expiresAtMs: number;
}

/** About 1 KB each. */
const maxRemembered = 10_000;

/**
 * Remembers what checked tokens said, so that a shopper's next message costs no second signature check.
 * A token is forgotten when it expires; a refused one is never remembered.
 */
export function rememberVerified<Claims>(
  verify: (token: string) => Promise<Verified<Claims>>,
  now: () => number,
): (token: string) => Promise<Claims> {
  const remembered = new Map<string, Verified<Claims>>();
  return async (token) => {
    const known = remembered.get(token);
    if (known && known.expiresAtMs > now()) return known.claims;
    remembered.delete(token);
    const verified = await verify(token);
    const oldest = remembered.size < maxRemembered ? undefined : remembered.keys().next().value;
    if (oldest !== undefined) remembered.delete(oldest);
    remembered.set(token, verified);
    return verified.claims;
  };
}
