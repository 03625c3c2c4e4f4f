import { expect, test } from 'vitest';
import { createSeededRandom } from '../../src/nlu/linear/seeded-random.ts';
import { createTypist } from './one-typo.ts';
import { routeSlices } from './route-slices.ts';

const line = '你好，我上周买的运费险，怎么还没赔给我？';
const lines = Array.from({ length: 40 }, () => ({ text: line, label: 'freight_insurance_claim' }));
const textsOf = (name: keyof typeof routeSlices) =>
  routeSlices[name](lines).map(({ text }) => text);

test('a typo exchanges, loses or swaps characters at one place, the same ones each time', () => {
  const typed = textsOf('one typo');

  for (const text of typed) {
    const same = [...line].findIndex((character, at) => character !== [...text][at]);
    const behind = [...text].slice(same + 2).join('');
    expect(text).not.toBe(line);
    expect(line.endsWith(behind)).toBe(true);
  }
  expect(new Set(typed).size).toBeGreaterThan(20);
  expect(textsOf('one typo')).toEqual(typed);
});

test('a homophone is spelt alike', () => {
  const typist = createTypist();

  // 0 takes the first of the three mistakes, the first place, and the first homophone.
  expect(typist('退货', () => 0)).toMatch(/^[推腿褪蜕颓]货$/);
  expect(typist('退', createSeededRandom(1))).toBe('退');
});

/** OpenCC builds its tables of phrases: seconds of a core that others use as well. */
const buildingMs = 60_000;

test(
  'voice input has no marks, traditional has its characters, short is short',
  () => {
    for (const text of textsOf('voice')) expect(text).not.toMatch(/[\p{P}\p{S}]/u);
    for (const text of textsOf('traditional')) expect(text).toContain('運費險');
    expect(
      routeSlices.short([...lines, { text: '开发票', label: 'invoice_request' }]),
    ).toHaveLength(1);
  },
  buildingMs,
);
