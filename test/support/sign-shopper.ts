import { SignJWT } from 'jose';

export const merchantSecret = 'a secret shared with the merchant';
const validSeconds = 30 * 86_400;

/** The merchant's word for who a shopper is, good for a month from `now`. */
export function signShopper(shopperId: string, now: number): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT({ sub: shopperId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + validSeconds)
    .sign(new TextEncoder().encode(merchantSecret));
}
