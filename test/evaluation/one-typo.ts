import { pinyin } from 'pinyin-pro';
import type { SeededRandom } from '../../src/nlu/linear/seeded-random.ts';

type Slip = (characters: readonly string[], at: number, random: SeededRandom) => readonly string[];

/** Shares of what goes wrong on a phone: the wrong one of a keyboard's proposals, a character lost, two swapped. */
const homophoneShare = 0.6;
const droppedShare = 0.25;

/** Types a text with one mistake in it. Texts of a single character are left alone: nothing would remain of them. */
export function createTypist(): (text: string, random: SeededRandom) => string {
  const wrongOne = createHomophone();
  return (text, random) => {
    const characters = [...text];
    const places = [...characters.keys()].filter((at) => isHan(characters[at]));
    if (places.length < 2) return text;
    const kind = random();
    const slip =
      kind < homophoneShare ? wrongOne : kind < homophoneShare + droppedShare ? drop : swap;
    const at = places[Math.floor(random() * places.length)] ?? 0;
    return slip(characters, at, random).join('');
  };
}

const isHan = (character: string | undefined) => /\p{Script=Han}/u.test(character ?? '');

const drop: Slip = (characters, at) => characters.toSpliced(at, 1);

/** With the one behind it, or the one before it at the end. */
const swap: Slip = (characters, at) => {
  const first = Math.min(at, characters.length - 2);
  return characters.toSpliced(first, 2, characters[first + 1] ?? '', characters[first] ?? '');
};

/** Another common character that is spelt alike, whatever its tone; where there is none, the character is lost. */
function createHomophone(): Slip {
  const spelt = Map.groupBy(commonCharacters(), spellingOf);
  return (characters, at, random) => {
    const right = characters[at] ?? '';
    const others = (spelt.get(spellingOf(right)) ?? []).filter((other) => other !== right);
    const wrong = others[Math.floor(random() * others.length)];
    return wrong === undefined ? drop(characters, at, random) : characters.with(at, wrong);
  };
}

const spellingOf = (character: string) => pinyin(character, { toneType: 'none' });

/** The 3,755 characters of the first level of GB 2312, which keyboards propose first. */
function commonCharacters(): readonly string[] {
  const decoder = new TextDecoder('gb18030');
  const [firstRow, lastRow, firstCell, lastCell] = [0xb0, 0xd7, 0xa1, 0xfe];
  const characters: string[] = [];
  for (let row = firstRow; row <= lastRow; row += 1)
    for (let cell = firstCell; cell <= lastCell; cell += 1) {
      const character = decoder.decode(Uint8Array.of(row, cell));
      if (isHan(character)) characters.push(character);
    }
  return characters;
}
