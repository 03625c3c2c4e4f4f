import { refusesToSay } from '../nlu/refuses-to-say.ts';

/** Longer than what anybody writes in one message; what lies behind it stands in the conversation. */
const most = 500;

/** What a shopper tells in words of their own; `null` where it says nothing: too short, one sign over and over, a refusal. */
export function ownWords(text: string, least: number): string | null {
  const letters = [...text.matchAll(/[\p{L}\p{N}]/gu)].map(([letter]) => letter);
  const isEmpty = letters.length < least || (letters.length > 1 && new Set(letters).size === 1);
  if (isEmpty || refusesToSay(text)) return null;
  return [...text.trim()].slice(0, most).join('');
}
