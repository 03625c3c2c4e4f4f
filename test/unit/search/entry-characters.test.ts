import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCharacters, writeCharacters } from '../../../src/search/entry-characters.ts';

const text = fc.array(fc.constantFrom('退', '换', '货', '运', '费'), { maxLength: 6 });
const entry = fc.record({
  wordings: fc.array(text, { minLength: 1, maxLength: 4 }),
  answer: text,
});
/** 赠 stands for what no entry holds. */
const question = fc.array(fc.constantFrom('退', '换', '货', '赠', '品'), { maxLength: 6 });
const rarityOf = (character: string) => (character === '货' ? 1 : 3);

describe('the characters of entries', () => {
  test('overlap and are covered as sets of them would', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), fc.array(question), (entries, questions) => {
        const characters = openCharacters(writeCharacters(entries, rarityOf), rarityOf);
        for (const asked of questions) {
          const { closestOf, coverageOf } = characters.ask(asked);
          for (const [place, { wordings, answer }] of entries.entries()) {
            const overlaps = wordings.map((wording) => dice(new Set(asked), new Set(wording)));
            const overlap = Math.max(...overlaps);
            expect(closestOf(place)).toEqual({ wording: overlaps.indexOf(overlap), overlap });
            const known = new Set([...wordings.flat(), ...answer]);
            expect(coverageOf(place)).toBeCloseTo(share(new Set(asked), known), 12);
          }
        }
      }),
    );
  });
});

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((one) => b.has(one)).length;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}

function share(asked: ReadonlySet<string>, known: ReadonlySet<string>): number {
  const weigh = (all: Iterable<string>) => [...all].reduce((sum, one) => sum + rarityOf(one), 0);
  return asked.size === 0 ? 0 : weigh([...asked].filter((one) => known.has(one))) / weigh(asked);
}
