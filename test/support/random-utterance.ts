import type { SeededRandom } from '../../src/nlu/linear/seeded-random.ts';

/** What breaks programs that read text, and pieces that wake our rules. */
const pieces: readonly string[] = [
  '\u200b',
  '\u200d',
  '\ufeff',
  '\u202e',
  '\ufe0f',
  '\u0000',
  '\ud83d',
  '\udc68',
  '👨‍👩‍👧‍👦',
  '🇨🇳',
  '👍🏽',
  'e\u0301\u0301\u0301',
  'ﷺ',
  '㍿',
  '卜厂',
  '𠮷',
  '龘',
  '转',
  '人 工',
  '人*工',
  '轉',
  '退',
  '货',
  '一百',
  '〇',
  '九十九块八',
  '1.2万',
  '上周三',
  '双十一',
  '13800001111',
  'SF1029384756610',
  '订单号',
  '不要',
  '\n',
  ' ',
  '！',
  '……',
  ',',
  '{',
  '<b>',
  '__proto__',
  'constructor',
];

const longest = 10_000;
/** Of a hundred strings one is of the greatest length, and the rest are as long as messages are. */
const longShare = 0.01;
const usual = 60;
const lastCodePoint = 0x10ffff;

/** Any Unicode, well formed or not. The same numbers give the same string. */
export function randomUtterance(random: SeededRandom): string {
  const length = Math.floor(random() * (random() < longShare ? longest : usual));
  let text = '';
  while (text.length < length) text += randomPiece(random);
  return text.slice(0, length);
}

function randomPiece(random: SeededRandom): string {
  const kind = random();
  if (kind < 0.4) return pieces[Math.floor(random() * pieces.length)] ?? '';
  if (kind < 0.7) return String.fromCharCode(0x4e00 + Math.floor(random() * 0x51a0));
  if (kind < 0.85) return String.fromCharCode(0x20 + Math.floor(random() * 0x60));
  return String.fromCodePoint(Math.floor(random() * lastCodePoint));
}
