import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCharacters } from '../../../src/search/entry-characters.ts';
import { createLeanOn } from '../../../src/search/lean-on.ts';

const letters = [...'退换货几天生鲜手机呢'];
/** No two sets of letters are worth the same. */
const rarityOf = (letter: string) => Math.sqrt(2 + letters.indexOf(letter));
const wording = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 6 });
const entries = fc.array(fc.array(wording, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 6,
});

/** As the definition reads, with sets. */
function naive(all: readonly (readonly string[][])[], told: number, condition: readonly string[]) {
  const worth = (set: ReadonlySet<string>) => [...set].reduce((sum, one) => sum + rarityOf(one), 0);
  const wanted = new Set(condition);
  const rest = (one: readonly string[]) => new Set(one.filter((letter) => !wanted.has(letter)));
  return all.map((ways) =>
    Math.max(
      ...ways.flatMap((way) => {
        const share = worth(new Set(way.filter((one) => wanted.has(one)))) / worth(wanted);
        if (share < 0.75) return [0];
        return (all[told] ?? []).map((asked) => {
          const [left, right] = [rest(way), rest(asked)];
          const both = worth(left) + worth(right);
          return both === 0
            ? 0
            : (share * 2 * worth(new Set([...left].filter((one) => right.has(one))))) / both;
        });
      }),
    ),
  );
}

test('finds what a plain reading of the definition finds, question after question', () => {
  fc.assert(
    fc.property(entries, fc.array(fc.tuple(fc.nat(), wording), { minLength: 1 }), (all, asked) => {
      const lists = writeCharacters(
        all.map((wordings) => ({ wordings, answer: [] })),
        rarityOf,
      );
      const leanOn = createLeanOn(lists);
      // An unknown character counts as much as the rarest: not here.
      const known = new Set(all.flat(2));
      for (const [number, words] of asked) {
        const condition = words.filter((one) => known.has(one));
        if (condition.length === 0) continue;
        const told = number % all.length;

        const found = leanOn(told, condition);

        const scores = naive(all, told, condition);
        const byPlace = new Map(found.map(({ place, score }) => [place, score]));
        for (const [place, score] of scores.entries())
          expect(byPlace.get(place) ?? 0).toBeCloseTo(score, 6);
      }
    }),
  );
});

test('knows which wording it was', () => {
  const lists = writeCharacters(
    [
      { wordings: [[...'几天退']], answer: [] },
      { wordings: [[...'手机换货'], [...'生鲜几天退']], answer: [] },
    ],
    rarityOf,
  );

  const [first] = createLeanOn(lists)(0, [...'生鲜']);

  expect(first).toMatchObject({ place: 1, wording: 1 });
  expect(first?.score).toBeCloseTo(1, 9);
});
