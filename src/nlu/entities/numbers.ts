/** Han digits, with those of contracts and the spoken 幺. */
const digits: ReadonlyMap<string, number> = new Map([
  ...[...'零一二三四五六七八九'].map((han, value) => [han, value] as const),
  ...[...'〇壹贰叁肆伍陆柒捌玖'].map((han, value) => [han, value] as const),
  ['幺', 1],
  ['两', 2],
  ['俩', 2],
  ['仨', 3],
]);

const units: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
  ['k', 1000],
  ['万', 10_000],
  ['w', 10_000],
  ['亿', 100_000_000],
]);

const han = '零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖';

/** A single Han digit, as part of a pattern. */
export const hanDigit = `[${han}]`;

/** A number as part of a pattern: 99, 1,299.5, 1.2万, 3千5, 九十九, 两百. What it says is for `readNumber`. */
export const numeral = `(?:(?:\\d{1,3}(?:,\\d{3}){1,3}|\\d{1,9})(?:\\.\\d{1,2})?(?:(?:[百千万]|[wk](?![a-z]))\\d{0,4}){0,3}|[${han}十百千万亿拾佰仟]{1,16})`;

/** A small whole number: 3, 12, 两, 十五. */
export const smallNumeral = `(?:\\d{1,3}|[${han}十百]{1,5})`;

interface Reading {
  /** What is settled: whole 万 and 亿. */
  readonly total: number;
  /** What stands before the next 万 or 亿. */
  readonly section: number;
  /** The digits read last, which still wait for their unit. */
  readonly pending: number | null;
  /** The unit read last. */
  readonly unit: number;
  /** A 零 was read after the last unit: what follows is not cut short. */
  readonly zero: boolean;
}

const nothing: Reading = { total: 0, section: 0, pending: null, unit: Infinity, zero: false };

/** The value of a number in digits, Han or both; `null` where it is none, or two (三四百). */
export function readNumber(text: string): number | null {
  let reading: Reading | null = nothing;
  for (const [token] of text.replaceAll(',', '').matchAll(/\d+(?:\.\d+)?|./gsu)) {
    reading = reading && readToken(reading, token);
    if (reading === null) return null;
  }
  if (reading === nothing || reading === null) return null;
  return reading.total + reading.section + restOf(reading);
}

function readToken(reading: Reading, token: string): Reading | null {
  const unit = units.get(token);
  if (unit !== undefined) return readUnit(reading, unit);
  const digit = /^\d/.test(token) ? Number(token) : digits.get(token);
  if (digit === undefined) return null;
  if (digit === 0 && !/^\d/.test(token) && reading !== nothing)
    return reading.pending === null ? { ...reading, zero: true } : null;
  return reading.pending === null ? { ...reading, pending: digit } : null;
}

function readUnit(reading: Reading, unit: number): Reading | null {
  const { total, section, pending } = reading;
  if (unit >= 10_000) {
    const before = section + (pending ?? 0);
    // 十万 and 一百万 have something before them, 万一 has not.
    if (before === 0 || (total > 0 && reading.unit <= unit && section === 0 && pending === null))
      return null;
    return { total: total + before * unit, section: 0, pending: null, unit, zero: false };
  }
  const isOutOfOrder = unit >= reading.unit && section > 0;
  if (isOutOfOrder || (pending === null && unit !== 10)) return null;
  return { total, section: section + (pending ?? 1) * unit, pending: null, unit, zero: false };
}

/** The digits after the last unit; 一百二 and 1万2 leave the next smaller unit out. */
function restOf({ pending, unit, zero }: Reading): number {
  if (pending === null) return 0;
  const isCutShort = unit !== Infinity && unit >= 100 && !zero && pending < 10;
  return isCutShort ? (pending * unit) / 10 : pending;
}

/** Digits read out one by one (幺三八零零) as 13800; `null` if there is anything else. */
export function readDigits(text: string): string | null {
  const read = [...text].map((character) =>
    /^\d$/.test(character) ? Number(character) : digits.get(character),
  );
  return read.includes(undefined) ? null : read.join('');
}
