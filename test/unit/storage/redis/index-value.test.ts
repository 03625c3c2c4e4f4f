import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeIndexValue } from '../../../../src/storage/redis/index-value.ts';

const anyValue = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.string({ unit: 'binary' }),
);

test('encoded values sort as bytes like numbers by size, then text by code point', () => {
  fc.assert(
    fc.property(anyValue, anyValue, (a, b) => {
      expect(Math.sign(compareEncoded(a, b))).toBe(Math.sign(compareValues(a, b)));
    }),
    { numRuns: 2_000 },
  );
});

test('the two zeros are one value', () => {
  expect(encodeIndexValue(-0)).toBe(encodeIndexValue(0));
});

function compareEncoded(a: string | number, b: string | number): number {
  return Buffer.compare(Buffer.from(encodeIndexValue(a)), Buffer.from(encodeIndexValue(b)));
}

function compareValues(a: string | number, b: string | number): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1;
  return typeof b === 'number' ? 1 : compareCodePoints([...a], [...b]);
}

function compareCodePoints(a: readonly string[], b: readonly string[]): number {
  for (const [at, character] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    const difference = (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
