const han = '零一二三四五六七八九';

/** A whole number from 1 to 99,999,999 as it is said: 12 → 十二, 1050 → 一千零五十. */
export function inHan(number: number): string {
  if (number >= 10_000) {
    const rest = number % 10_000;
    const gap = rest > 0 && rest < 1000 ? '零' : '';
    return `${inHan(Math.floor(number / 10_000))}万${gap}${rest > 0 ? withUnits(rest) : ''}`;
  }
  return number >= 10 && number < 20 ? withUnits(number).replace(/^一/, '') : withUnits(number);
}

function withUnits(number: number): string {
  return [...String(number)]
    .map((digit, place, all) => {
      const unit = ['', '十', '百', '千'][all.length - 1 - place] ?? '';
      return digit === '0' ? '零' : (han[Number(digit)] ?? '') + unit;
    })
    .join('')
    .replace(/零+$/, '')
    .replace(/零+/g, '零');
}
