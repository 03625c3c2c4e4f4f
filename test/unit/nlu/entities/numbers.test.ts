import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumber } from '../../../../src/nlu/entities/numbers.ts';
import { inHan } from './write-numbers.ts';

describe('reading numbers', () => {
  test.each([
    ['九十九', 99],
    ['十', 10],
    ['一百二', 120],
    ['一百零二', 102],
    ['两百五', 250],
    ['一万二', 12_000],
    ['一万零二百', 10_200],
    ['3千5', 3500],
    ['1.2万', 12_000],
    ['2万5千', 25_000],
    ['1,299', 1299],
    ['十万', 100_000],
    ['一亿两千万', 120_000_000],
    ['贰佰伍拾', 250],
    ['3k', 3000],
    ['仨', 3],
    ['三四百', null],
    ['一二三', null],
    ['百', null],
    ['万', null],
    ['十百', null],
    ['', null],
    ['甲', null],
  ])('%s is %s', (text, expected) => {
    expect(readNumber(text)).toBe(expected);
  });

  test('any whole number is read back from Han, from digits and from both', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (number) => {
        expect(readNumber(inHan(number))).toBe(number);
        expect(readNumber(String(number))).toBe(number);
        expect(readNumber(number.toLocaleString('en-US'))).toBe(number);
        const ofTenThousand = number / 10_000;
        if (Number.isInteger(ofTenThousand * 10))
          expect(readNumber(`${ofTenThousand}万`)).toBe(number);
      }),
    );
  });
});
