import { matchesOf } from '../matches-of.ts';
import type { Candidate, Find } from './candidate.ts';
import { isIdCard, passesLuhn } from './check-digits.ts';
import { readDigits } from './numbers.ts';

/** Between the groups of a number people write a blank or a dash. */
const gap = '[ -]?';
const apart = '(?<![\\da-z])';

const email = /(?<![\w.+-])[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,4}(?![\w@])/gu;
const mobile = new RegExp(
  `(?<![\\d.a-z])(?:\\+?86${gap})?1[3-9]\\d${gap}\\d{4}${gap}\\d{4}(?!\\d)`,
  'gu',
);
const mobileReadOut =
  /(?<!\p{Nd}|[零〇一二两三四五六七八九幺])[一幺][三四五六七八九][零〇一二三四五六七八九幺]{9}(?![零〇一二三四五六七八九幺])/gu;
const landline =
  /(?<![\d.a-z])(?:\(0\d{2,3}\) ?|0\d{2,3}[ -]|(?<=(?:电话|座机|固话)(?:号码?)?(?:是|:)? ?)0\d{2,3})\d{7,8}(?!\d)/gu;
const idCard = new RegExp(
  `${apart}\\d{6}${gap}(?:18|19|20)\\d{2}${gap}\\d{4}${gap}\\d{3}[\\dx](?![\\da-z])`,
  'gu',
);
const bankCard = new RegExp(
  `${apart}(?:\\d{4} \\d{4} \\d{4} \\d{4}(?: \\d{1,3})?|\\d{4}-\\d{4}-\\d{4}-\\d{4}(?:-\\d{1,3})?|\\d{13,19})(?![\\da-z])`,
  'gu',
);
const cardWord = /(?:银行卡|储蓄卡|信用卡|借记卡|工资卡|卡号|账号|帐号|账户)[^,.;!?]{0,8}$/u;

/** How to reach or pay a person: e-mail, telephone, identity card, bank card. */
export const findContacts: Find = ({ text }) => {
  const candidates: Candidate[] = [];
  for (const { 0: match, index } of matchesOf(text, email))
    candidates.push({ type: 'email', value: match, ...proven(index, match) });
  for (const { 0: match, index } of matchesOf(text, idCard)) {
    const value = bare(match).toUpperCase();
    if (isIdCard(value)) candidates.push({ type: 'id_card', value, ...proven(index, match) });
  }
  for (const { 0: match, index } of matchesOf(text, bankCard)) {
    const value = bare(match);
    if (passesLuhn(value) && looksLikeBankCard(match, text.slice(Math.max(0, index - 16), index)))
      candidates.push({ type: 'bank_card', value, ...proven(index, match) });
  }
  return [...candidates, ...phonesIn(text)];
};

function* phonesIn(text: string): Generator<Candidate> {
  for (const { 0: match, index } of matchesOf(text, mobile))
    yield { type: 'phone', value: bare(match).slice(-11), ...told(index, match) };
  for (const { 0: match, index } of matchesOf(text, landline))
    yield { type: 'phone', value: bare(match), ...told(index, match) };
  for (const { 0: match, index } of matchesOf(text, mobileReadOut)) {
    const value = readDigits(match);
    if (value !== null) yield { type: 'phone', value, ...told(index, match) };
  }
}

/** One number in ten passes Luhn's check by chance: its form or the words before it must speak for a card too. */
function looksLikeBankCard(match: string, before: string): boolean {
  const isUnionPay = match.startsWith('62') && bare(match).length >= 16;
  return isUnionPay || /[ -]/.test(match) || cardWord.test(before);
}

function bare(match: string): string {
  return match.replace(/[ ()-]/g, '');
}

const spanOf = (start: number, match: string) => ({ start, end: start + match.length });
const proven = (start: number, match: string) =>
  ({ ...spanOf(start, match), certainty: 'proven' }) as const;
const told = (start: number, match: string) =>
  ({ ...spanOf(start, match), certainty: 'told' }) as const;
