import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTermsBySound } from '../../../../src/nlu/spelling/terms-by-sound.ts';

const letters = [...'退货运费险价保赔付'];
/** Two characters to a sound. */
const sounds = new Map(letters.map((letter, at) => [letter, `s${Math.floor(at / 2)} `]));
const someText = (minLength: number) =>
  fc.array(fc.constantFrom(...letters), { minLength, maxLength: 7 }).map((all) => all.join(''));
const heard = (text: string) => Array.from(text, (one) => sounds.get(one) ?? one);

/** Whether one of both becomes the other when a sound is lost or put in the place of another. */
function isOneSlipAway(one: string, other: string): boolean {
  const [a, b] = [heard(one), heard(other)];
  const lost = (all: readonly string[]) => all.map((_, at) => all.toSpliced(at, 1).join(''));
  if (a.length === b.length) return lost(a).some((rest, at) => rest === lost(b)[at]);
  const [long, short] = a.length > b.length ? [a, b] : [b, a];
  return lost(long).includes(short.join(''));
}

test('of all terms, those that sound the same or are one slip away are near', () => {
  fc.assert(
    fc.property(
      fc.array(someText(2), { minLength: 1, maxLength: 6 }),
      someText(2),
      (terms, typed) => {
        const near = createTermsBySound(terms, sounds).near(typed);

        for (const term of terms) {
          const isLong = Math.min(term.length, typed.length) >= 4;
          const isNear = heard(term).join('') === heard(typed).join('');
          if (isNear || (isLong && isOneSlipAway(term, typed))) expect(near).toContain(term);
          if (!isLong && term.length === typed.length && !isNear) expect(near).not.toContain(term);
        }
      },
    ),
  );
});

test('two characters that were swapped are one slip', () => {
  expect(createTermsBySound(['价保赔付'], sounds).near('价赔保付')).toContain('价保赔付');
});

test('what is no Chinese is no term', () => {
  const terms = createTermsBySound(['T恤', 'vivo', '退货', '险'], sounds);

  expect(['T恤', 'vivo', '退货', '险'].filter(terms.has)).toEqual(['退货']);
  expect(terms.longest).toBe(2);
});
