import type { AlignedText } from '../../../nlu/aligned-text.ts';

/** However a digit may be written, besides what NFKC turns into one: in Chinese, in capitals, read out loud, by a sound-alike. */
const spokenDigits = [
  '零〇○洞灵铃',
  '一壹幺妖衣伊依❶➀㊀',
  '二贰尔❷➁㊁',
  '三叁伞散❸➂㊂',
  '四肆思❹➃㊃',
  '五伍舞午❺➄㊄',
  '六陆溜柳❻➅㊅',
  '七柒拐期妻❼➆㊆',
  '八捌巴扒吧❽➇㊇',
  '九玖勾酒久❾➈㊈',
];
const digitOf = new Map(
  spokenDigits.flatMap((signs, digit) => [...signs].map((sign) => [sign, String(digit)] as const)),
);

/** Without blanks and the stars that are put between letters. */
export function denseText(aligned: AlignedText): AlignedText {
  if (!/[\s*]/.test(aligned.text)) return aligned;
  const isKept = (_unit: unknown, place: number) => !/[\s*]/.test(aligned.text.charAt(place));
  return {
    original: aligned.original,
    text: aligned.text.replace(/[\s*]/g, ''),
    starts: aligned.starts.filter(isKept),
    ends: aligned.ends.filter(isKept),
  };
}

/** One sign for one sign, so places stay. */
export function digitText(aligned: AlignedText): AlignedText {
  const text = aligned.text
    .replace(/[^\p{ASCII}]/gu, (sign) => digitOf.get(sign) ?? sign)
    .replace(/(?<=\d)o|o(?=\d)/g, '0')
    .replace(/(?<=\d)[li]|[li](?=\d{2})/g, '1');
  return { ...aligned, text };
}
