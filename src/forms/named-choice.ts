import type { SlotChoice } from './form-definition.ts';

/** 不是自营: the word is there, and is denied. */
const denied = /(?:不是|并非|不系|唔系|不算)(?:什么|啥)?$/u;

/**
 * The one choice whose words stand in the text; 修过 in 没修过 is no word of its own. What is denied is not meant: of two
 * choices it leaves the other.
 */
export function namedChoice(choices: readonly SlotChoice[], text: string): SlotChoice | undefined {
  const said = choices.flatMap((choice) =>
    [choice.label, ...choice.words].flatMap((word) => placesOf(word, choice, text)),
  );
  const named = said.filter(
    ({ word }) => !said.some((other) => other.word !== word && other.word.includes(word)),
  );
  const meant = named.filter(({ isDenied }) => !isDenied);
  const [first] = meant;
  if (first) return meant.every(({ choice }) => choice === first.choice) ? first.choice : undefined;
  const left = choices.filter((choice) => !named.some((one) => one.choice === choice));
  return named.length > 0 && choices.length === 2 && left.length === 1 ? left[0] : undefined;
}

function placesOf(word: string, choice: SlotChoice, text: string) {
  const at = text.lastIndexOf(word);
  return at < 0 ? [] : [{ choice, word, isDenied: denied.test(text.slice(0, at)) }];
}
