import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readVocabulary } from '../../../src/nlu/read-vocabulary.ts';

const line = fc.string({ unit: 'grapheme', maxLength: 3 }).filter((text) => !/[\r\n]/.test(text));
const read = (names: readonly string[]) => readVocabulary(Buffer.from(names.join('\n')));

test('each line has its number and nothing else has one, as in a map', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 2, maxLength: 60 }),
      fc.array(line),
      (lines, others) => {
        const names = [...new Set(lines)].filter((name) => name !== '');
        const map = new Map(names.map((name, number) => [name, number]));

        const vocabulary = read(names);

        expect(vocabulary.size).toBe(map.size);
        expect([...vocabulary.keys()]).toEqual(names);
        for (const name of [...names, ...others, ...names.map((one) => one.slice(1))])
          if (name !== '') expect(vocabulary.get(name), name).toBe(map.get(name));
      },
    ),
  );
});

test('the beginning of a name and two names in a row are no names', () => {
  const vocabulary = read(['c退', 'c退 货', 's tui']);

  expect(['c退 货', 'c', 'c退 ', 'c退\nc退 货', 's tui\n'].map(vocabulary.get)).toEqual([
    1,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('no lines are no features', () => {
  const vocabulary = read([]);

  expect([vocabulary.size, [...vocabulary.keys()], vocabulary.get('c退')]).toEqual([
    0,
    [],
    undefined,
  ]);
});
