import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPersonalData } from '../../../src/conversation/masking.ts';
import { referenceRounds } from '../../support/reference-rounds.ts';

const fullWidth = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

const unescaped = (text: string) =>
  text.replace(/(?:%EF%BC%9[0-9])+/g, (digits) => decodeURIComponent(digits));

const mobile = fc
  .tuple(fc.constantFrom(...'3456789'), fc.stringMatching(/^\d{9}$/))
  .map(([second, rest]) => `1${second}${rest}`);

const grouping = fc.constantFrom([3, 7], [3, 6], [4, 7], [3], [5], []);
const separator = fc.constantFrom(' ', '-', '.', '·', '—', '\u00a0', '\u200b', ' - ', '－', '．');

const separated = fc
  .tuple(mobile, grouping, separator)
  .map(([digits, at, between]) =>
    [0, ...at].map((from, part) => digits.slice(from, at[part] ?? 11)).join(between),
  );

const spelling = fc
  .tuple(
    fc.constantFrom('', '+86', '+86 ', '0086-', 'a', '（', 'tel:'),
    fc.oneof(separated, separated.map(fullWidth), mobile.map(fullWidth).map(encodeURIComponent)),
  )
  .map(([prefix, digits]) => ({ digits, text: prefix + digits }));

/** Too short to be an id of 32 digits together with the number. */
const hexText = fc.stringMatching(/^[0-9a-f]{0,9}$/);
const around = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string(), hexText);

test('no mobile number survives, in any spelling, inside any text', () => {
  fc.assert(
    fc.property(around, spelling, around, (before, { digits, text }, after) => {
      const masked = maskPersonalData(before + text + after);

      const read = unescaped(masked).normalize('NFKC');
      expect(read).not.toContain(unescaped(digits).normalize('NFKC'));
      expect(read.replace(/\D/g, '')).not.toContain(
        unescaped(digits).normalize('NFKC').replace(/\D/g, ''),
      );
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['13800138000'],
  ['138 0013 8000'],
  ['+86 138-0013-8000'],
  ['138.0013.8000'],
  ['a13800138000'],
  ['deadbeef13800138000deadbeef'],
  ['99999999999999913800138000'],
  ['１３８００１３８０００'],
  [encodeURIComponent('１３８００１３８０００')],
  ['138%200013%208000'],
  ['%31%33800138000'],
  ['010-62345678'],
  ['(0571) 6234567'],
  ['11010519491231002X'],
  ['6222021234567890128'],
  ['zhang.san@example.com'],
  ['zhang.san%40example.com'],
])('%s is masked', (secret) => {
  const masked = maskPersonalData(`/files/${secret}/给我`);

  expect(masked).toMatch(/\[(number|phone|card|email)\]/);
  expect(masked).not.toMatch(/\d{5}|example/);
});

test.each([
  ['0f3a9c27d1e84b6f9a0b1c2d3e4f5a6b'],
  ['a1380013800012345678901234567890'],
  ['0f3a9c27d1e84b6f9a0b1c2d3e4f5a6b|0000017'],
  ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  ['0b2ad1b4-1380-4013-8000-138001380001'],
  ['2026-11-22T04:02:27.123Z 2026-11-22T04:02:28Z'],
  ['2026-11-22 04:02:27, then 2026-11-23'],
  ['24.21.0'],
  ['node 24.21.0, anxin 1.0.0, 127.0.0.1:3978'],
  ['at file:///app/bot/server.ts:110:25'],
  ['upload of 54525952 bytes, 1048576 kept'],
  ['/v3/directline/conversations/%E4%BD%A0%E5%A5%BD'],
])('%s stays as it is', (text) => {
  expect(maskPersonalData(text)).toBe(text);
});

describe('a long text', () => {
  test('is cut, and never in the middle of a number', () => {
    for (let at = 1900; at <= 2000; at += 1) {
      const masked = maskPersonalData(`${'好'.repeat(at)}13800138000${'好'.repeat(500)}`);

      expect(masked.length).toBeLessThanOrEqual(2001);
      expect(masked).not.toMatch(/\d/);
      expect(masked.endsWith('…')).toBe(true);
    }
  });

  test.each([
    ['letters', 'a'],
    ['digits with gaps', '1 .'],
    ['halves of e-mail addresses', 'a@'],
    ['escapes', '%3'],
    ['hyphens', '1-'],
  ])('of %s costs no more than one of that length', (_case, unit) => {
    const text = unit.repeat(200_000);

    // Quadratic time would be some hundred thousand here; a cut text takes fifty.
    expect(referenceRounds(() => maskPersonalData(text), 1500)).toBeLessThan(1500);
  });
});
