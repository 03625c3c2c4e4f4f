import { pinyin } from 'pinyin-pro';

/**
 * How characters sound, to the ear of a southern keyboard: zh, ch, sh are z, c, s; n before a vowel is l; ang, eng,
 * ing are an, en, in. Characters typed for one another sound the same here.
 */
export type Sounds = ReadonlyMap<string, string>;

const firstCharacter = 0x4e00;
const lastCharacter = 0x9fff;

/** The sounds of all common characters. Takes half a second and 50 MB: models carry a copy. */
export function createSounds(): Sounds {
  const sounds = new Map<string, string>();
  for (let code = firstCharacter; code <= lastCharacter; code += 1) {
    const character = String.fromCodePoint(code);
    const syllable = pinyin(character, { toneType: 'none' });
    if (syllable !== character) sounds.set(character, fuzzy(syllable));
  }
  return sounds;
}

function fuzzy(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=[aeiouü])/, 'l')
    .replace(/([aei]n)g$/, '$1');
}
