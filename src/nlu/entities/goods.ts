import type { GoodsWords } from '../lexicon/lexicon.ts';
import { wordPattern } from '../lexicon/phrase.ts';
import { matchesOf } from '../matches-of.ts';
import type { Find, Found } from './candidate.ts';

/** What may follow a brand or a model and still name the goods: pro max 256g, 15, x100. */
const variant =
  '(?: ?(?:pro|max|plus|ultra|mini|air|se|\\d{1,4}[a-z]{0,3}|[a-z]{1,3}\\d{1,4}[a-z]{0,2})(?![a-z\\d])){0,4}';
const mostBetween = 8;

/** Goods by name and by kind: iPhone 15 is a product, 手机 a category, 戴森吹风机 a product whose word 吹风机 tells the category. */
export function createFindGoods(words: GoodsWords): Find {
  const kinds = wordsPattern([...words.categories.keys(), ...words.lookAlikes]);
  const models = wordsPattern([...words.models.keys()]);
  const named = wordsPattern([...words.categories.keys()]);
  const brands = wordsPattern(words.brands);
  const product = new RegExp(
    `(?:${brands})(?:的)?${variant}[^,.;!? ]{0,${mostBetween}}?(?:${named})`,
    'gu',
  );
  const model = new RegExp(
    `(?:(?:${brands}) ?)?(?<model>${models})${variant}(?: ?(?:${named}))?`,
    'gu',
  );
  const kind = new RegExp(kinds, 'gu');
  return ({ text }) => [
    ...matchesOf(text, kind).map(({ 0: word, index }): Found => {
      const category = words.categories.get(word);
      const span = { start: index, end: index + word.length, certainty: 'told' } as const;
      return category === undefined
        ? { type: null, ...span }
        : { type: 'product_category', value: category, ...span };
    }),
    ...matchesOf(text, product).map(({ 0: name, index }) => productAt(name, index)),
    ...matchesOf(text, model).flatMap((match) => {
      const word = match.groups?.['model'] ?? '';
      const category = words.models.get(word);
      const start = match.index + match[0].indexOf(word);
      const own = productAt(match[0], match.index);
      if (category === undefined) return [own];
      const span = { start, end: start + word.length, certainty: 'told' } as const;
      return [own, { type: 'product_category', value: category, ...span } satisfies Found];
    }),
  ];
}

function productAt(name: string, start: number): Found {
  const value = name.trim();
  return { type: 'product', value, start, end: start + value.length, certainty: 'likely' };
}

/** Longest first; Latin words end where their letters end. Without words it matches nothing. */
function wordsPattern(words: readonly string[]): string {
  if (words.length === 0) return '(?!)';
  return words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => {
      const escaped = wordPattern(word);
      const before = /^[a-z\d]/.test(word) ? '(?<![a-z\\d])' : '';
      return `${before}${escaped}${/[a-z]$/.test(word) ? '(?![a-z])' : ''}`;
    })
    .join('|');
}
