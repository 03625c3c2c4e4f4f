import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCursor, writeCursor } from '../../../src/storage/cursor.ts';

test('a cursor gives back the sort key it was made of', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.double({ noDefaultInfinity: true, noNaN: true }),
  );

  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const read = readCursor(writeCursor(parts), parts.length);
      expect(read).toEqual(parts.map((each) => (each === 0 ? 0 : each)));
    }),
  );
});

test.each(['', '?', 'W10', 'bnVsbA', 'WzEsMl0', 'W3t9XQ'])(
  'what is not a cursor of this list is refused: %j',
  (text) => {
    expect(() => readCursor(text, 1)).toThrow(/not a cursor/);
  },
);
