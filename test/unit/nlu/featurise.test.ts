import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildVocabulary, createFeaturise, featureGroupsOf } from '../../../src/nlu/featurise.ts';
import { tools } from './small-model.ts';

const texts = ['退货', '换 货货', '👍'];
const vocabulary = buildVocabulary(
  [...texts, ...texts, '仅一次'].map((text) => featureGroupsOf(text, tools)),
);
const featurise = createFeaturise(vocabulary, tools);

function named(text: string): Readonly<Record<string, number>> {
  const { indices, values } = featurise(text);
  const names = [...vocabulary.keys()];
  return Object.fromEntries([...indices].map((index, at) => [names[index], values[at] ?? 0]));
}

test('an utterance is its characters, words and sounds, with its beginning and end', () => {
  expect(Object.keys(named('退货'))).toEqual([
    'c退',
    'c货',
    'c^ 退',
    'c退 货',
    'c货 $',
    'w退货',
    'stui',
    'shuo',
    's^ tui',
    'stui huo',
    'shuo $',
  ]);
});

test('what only one utterance has is not learnt', () => {
  expect(named('仅一次')).toEqual({});
});

test('each kind has its weight, however long the utterance is', () => {
  const byKind = (kind: string) =>
    Math.hypot(
      ...Object.entries(named('换 货货'))
        .filter(([name]) => name.startsWith(kind))
        .map(([, value]) => value),
    );

  expect(byKind('c')).toBeCloseTo(1);
  expect(byKind('w')).toBeCloseTo(0.5);
  expect(byKind('s')).toBeCloseTo(0.5);
});

test('a feature that comes twice is stronger, but not twice as strong', () => {
  const { c换 = 0, c货 = 0 } = named('换货货');

  expect(c货 / c换).toBeCloseTo(1 + Math.log(2));
});

test('an emoji is a character like others', () => {
  expect(named('👍')).toMatchObject({ 'c👍': expect.any(Number), 's^ 👍': expect.any(Number) });
});

test('any text has each feature once, with a finite value', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('退', '货', ' ', '👍', '新', '$') }), (text) => {
      const { indices, values } = featurise(text);

      expect(new Set(indices).size).toBe(indices.length);
      expect(values.every(Number.isFinite)).toBe(true);
    }),
  );
});
