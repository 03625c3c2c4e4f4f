import { describe, expect, test } from 'vitest';
import { createFindEntities } from '../../../src/nlu/entities/find-entities.ts';
import { phrasePattern } from '../../../src/nlu/lexicon/phrase.ts';
import { readLexicon } from '../../../src/nlu/lexicon/read-lexicon.ts';

const sound: Readonly<Record<string, string>> = {
  'lexicon/product-categories.yaml': 'categories:\n  shoes: [鞋, 運動鞋]\n',
  'lexicon/reasons.yaml': 'reasons:\n  quality:\n    - 坏(了|掉)\n    - 不充电\n',
  'lexicon/conditions.yaml':
    'packaging_opened: { "yes": [拆了], "no": [没拆] }\nused: { "yes": [穿过], "no": [没穿过] }\n',
  'lexicon/moods.yaml': 'moods:\n  anger: [气死]\n',
  'lexicon/couriers.yaml': '- { name: 小马快递, numbers: [{ prefix: XM, digits: [8, 10] }] }\n',
};

const read = (changes: Readonly<Record<string, string>> = {}) =>
  readLexicon(new Map(Object.entries({ ...sound, ...changes })));

const entitiesOf = (changes: Readonly<Record<string, string>>, utterance: string) =>
  createFindEntities(read(changes).lexicon)(utterance, 0).map(
    ({ type, text }) => `${type} ${text}`,
  );

describe('the lexicon', () => {
  test('a sound one has no problem and its words are found', () => {
    expect(read().problems).toEqual([]);
    expect(entitiesOf({}, '运动鞋坏掉了，没拆，XM12345678')).toEqual([
      'product_category 运动鞋',
      'reason 坏掉',
      'packaging_opened 没拆',
      'tracking_no XM12345678',
    ]);
  });

  test.each([
    ['reasons', 'reasons:\n  quality:\n    - 坏了\n    - (甲|\n', 4, '写法不对'],
    ['reasons', 'reasons:\n  quality:\n    - 甲??\n', 3, '写法不对'],
    ['reasons', 'reasons:\n  quality:\n    - 甲?\n', 3, '写法不对'],
    [
      'reasons',
      'reasons:\n  quality: [坏了]\n  damaged:\n    - 坏了\n',
      4,
      '一种说法只能属于一个原因',
    ],
    ['reasons', 'reasons:\n  ugly: [丑]\n', 2, '不认识的键'],
    ['moods', 'moods:\n  anger:\n    - (甲|\n', 3, '写法不对'],
    [
      'product-categories',
      'categories:\n  clothing: [鞋]\n  shoes:\n    - 鞋\n',
      4,
      '一个词只能属于一类',
    ],
    ['product-categories', 'categories:\n  shoes:\n    - 运动鞋\n    - 運動鞋\n', 4, '请删掉一处'],
    ['conditions', 'packaging_opened: { "yes": [], "no": [] }\n', 1, 'used'],
    [
      'couriers',
      '- name: 小马\n  numbers:\n    - { prefix: XM, digits: [10, 8] }\n',
      3,
      '位数写反了',
    ],
    [
      'couriers',
      '- name: 小马\n  numbers:\n    - { prefix: xm, digits: [8, 10] }\n',
      3,
      '大写字母',
    ],
  ])('a fault in %s.yaml is reported with its line and remedy', (name, text, line, said) => {
    const path = `lexicon/${name}.yaml`;

    const { problems } = read({ [path]: text });

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: path, line });
    expect(`${problems[0]?.message} ${problems[0]?.remedy}`).toContain(said);
  });

  test('a file that is missing is a warning, and nothing of its kind is found', () => {
    const couriers = 'lexicon/couriers.yaml';
    const { lexicon, problems } = readLexicon(new Map([[couriers, sound[couriers] ?? '']]));

    expect(problems.map(({ severity }) => severity)).toEqual(Array(4).fill('warning'));
    expect(createFindEntities(lexicon)('鞋坏了,花了99块', 0).map(({ type }) => type)).toEqual([
      'amount',
    ]);
  });
});

test('a folder without any lexicon is used as it is', () => {
  expect(readLexicon(new Map()).problems).toEqual([]);
});

describe('a phrase', () => {
  test.each([
    ['坏(了|掉)', '坏掉', true],
    ['坏了?', '坏', true],
    ['尺码…大', '尺码明显偏大', true],
    ['尺码…大', '尺码,大', false],
    ['尺码…大', '尺码一二三四五六七大', false],
    ['a.b', 'axb', false],
    ['質量（差｜爛）', '质量烂', true],
  ])('%s on %s: %s', (phrase, text, expected) => {
    const pattern = phrasePattern(phrase);

    expect(new RegExp(`^(?:${pattern})$`, 'u').test(text)).toBe(expected);
  });

  test.each([
    '(甲',
    '甲)',
    '()',
    '(|甲)',
    '甲??',
    '?甲',
    '…甲',
    '甲…',
    '甲?',
    '甲…乙…丙…丁…戊',
    '',
  ])('%j cannot be read', (phrase) => {
    expect(phrasePattern(phrase)).toBeNull();
  });
});
