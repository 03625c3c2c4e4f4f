import fc from 'fast-check';
import { expect, test } from 'vitest';
import { charactersOf } from '../../../src/search/tokens.ts';

const piece = fc.constantFrom(
  '退',
  '货',
  '险',
  '，',
  '？',
  ' ',
  '\n',
  '"',
  '7',
  'pro',
  '.',
  '㐀',
  '𠮷',
  'é',
);

test('characters are the same, whatever else stands in the text', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');

      expect(charactersOf(`${text} x`)).toEqual([...charactersOf(text), 'x']);
    }),
  );
});
