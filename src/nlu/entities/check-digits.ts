import { dayOfDate } from './calendar-day.ts';

/** GB 11643: the weights 2^(17-i) mod 11, and the sign for each remainder. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkSigns = '10X98765432';

/** Whether 18 signs are a resident identity card: a day of birth that exists, and the right check digit. */
export function isIdCard(text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false;
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(
    Number,
  );
  if (dayOfDate(year ?? 0, month ?? 0, day ?? 0) === null) return false;
  const sum = weights.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
  return checkSigns[sum % 11] === text[17];
}

/** ISO/IEC 7812: every second digit from the right doubled, the sum a multiple of ten. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += place % 2 === 1 ? doubled : digit;
  }
  // All zeros pass too, and are nobody's card.
  return sum > 0 && sum % 10 === 0;
}
