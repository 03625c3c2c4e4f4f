import { sha256 } from '../kernel/hash.ts';
import type { ConversationId } from '../kernel/ids.ts';

/** Digits and letters that nobody confuses when they are read out: no 0 O 1 I L. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const length = 8;

/**
 * The number of a case that the message at `seq` opens: the same each time the turn is run, and different from every
 * other with a certainty that a shop's volume does not strain (31^8, checked again when it is written).
 */
export function caseIdOf(conversationId: ConversationId, seq: number): string {
  const digest = BigInt(`0x${sha256(`case:${conversationId}:${seq}`)}`);
  const base = BigInt(alphabet.length);
  const letters = Array.from({ length }, (_, place) => {
    const digit = (digest / base ** BigInt(place)) % base;
    return alphabet[Number(digit)] ?? '';
  });
  return `AX-${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}
