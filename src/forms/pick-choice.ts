import { dialogActOf } from '../nlu/dialog-act.ts';
import { normalise } from '../nlu/normalise.ts';

export interface OfferedChoice {
  readonly label: string;
  readonly value: string;
}

/** What the shopper sent: words (normalised), and the value of the button if one was tapped. */
export interface Picked {
  readonly text: string;
  readonly choice: string | null;
}

/**
 * Which of the offered buttons the shopper means: by tapping, by its words, or by its number.
 * `unclear`: a yes, or a number that is not there; `other`: something else altogether.
 */
export function pickChoice<Choice extends OfferedChoice>(
  said: Picked,
  choices: readonly Choice[],
): Choice | 'unclear' | 'other' {
  const tapped = choices.find((choice) => choice.value === said.choice);
  if (tapped) return tapped;
  const words = bare(said.text);
  const worded = choices.find((choice) => bare(normalise(choice.label).text) === words);
  if (worded) return worded;
  if (/^(都不|不)是(的|啊|呢|哦|这个|这些)?$/.test(words)) return choices.at(-1) ?? 'other';
  const place = numberOf(words);
  if (place !== null) return choices[place - 1] ?? 'unclear';
  return dialogActOf(said.text) === 'yes' ? 'unclear' : 'other';
}

const bare = (text: string) => text.replace(/[\p{P}\p{S}\s]/gu, '');

const digits = '一二三四五六七八九';

/** 2, 第二个, 选二, 二号 → 2; anything else → null. */
function numberOf(words: string): number | null {
  const match = /^(?:我?选|第|就)*([1-9一二两三四五六七八九])(?:个|号|条|项|件|单|吧)*$/.exec(
    words,
  );
  const digit = match?.[1];
  if (!digit) return null;
  if (digit === '两') return 2;
  return digits.includes(digit) ? digits.indexOf(digit) + 1 : Number(digit);
}
