import { sha256 } from './hash.ts';

/** Digits and letters that nobody confuses when they are read out: no 0 O 1 I L. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const length = 8;

/**
 * A number that people read out, `ABCD-2345`: the same each time for the same seed, and different from every other
 * with a certainty that a shop's volume does not strain (31^8, checked again when it is written).
 */
export function readableNumber(seed: string): string {
  const digest = BigInt(`0x${sha256(seed)}`);
  const base = BigInt(alphabet.length);
  const letters = Array.from({ length }, (_, place) => {
    const digit = (digest / base ** BigInt(place)) % base;
    return alphabet[Number(digit)] ?? '';
  });
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}
