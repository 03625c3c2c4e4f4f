import { Converter } from 'opencc-js/cn2t';
import { createSeededRandom, type SeededRandom } from '../../src/nlu/linear/seeded-random.ts';
import type { Example } from '../../src/nlu/train-intent-model.ts';
import { createTypist } from './one-typo.ts';

type Slice = (lines: readonly Example[]) => readonly Example[];

/** Lines as other people would type them. The wish stays; the same lines give the same slices. */
export const routeSlices = {
  'as written': (lines) => lines,
  'one typo': (lines) => changed(lines, createTypist()),
  traditional: (lines) => changed(lines, createTraditional()),
  voice: (lines) => changed(lines, asVoiceInput),
  short: (lines) => lines.filter(({ text }) => [...text].length <= shortLength),
} as const satisfies Readonly<Record<string, Slice>>;

const seed = 11;
const shortLength = 6;

function changed(
  lines: readonly Example[],
  change: (text: string, random: SeededRandom) => string,
): readonly Example[] {
  const random = createSeededRandom(seed);
  return lines.map(({ text, label }) => ({ text: change(text, random), label }));
}

/** Half as in Hong Kong, half as in Taiwan, there with its own words (信息 → 資訊). */
function createTraditional(): (text: string, random: SeededRandom) => string {
  const hongKong = Converter({ from: 'cn', to: 'hk' });
  const taiwan = Converter({ from: 'cn', to: 'twp' });
  return (text, random) => (random() < 0.5 ? hongKong : taiwan)(text);
}

const fillers = [
  '嗯',
  '呃',
  '那个',
  '就是',
  '就是说',
  '然后',
  '那个什么',
  '你好啊',
  '我想问一下啊',
];
/** How often a pause is filled. */
const fillerShare = 0.4;

/** No punctuation and no emoji; a filler at the beginning, and at some of the pauses. */
function asVoiceInput(text: string, random: SeededRandom): string {
  const filler = () => fillers[Math.floor(random() * fillers.length)] ?? '';
  const [first = '', ...rest] = text.split(/[^\p{L}\p{N}.]+/u).filter((clause) => clause !== '');
  const heard = rest.map((clause) => (random() < fillerShare ? filler() + clause : clause));
  return filler() + first + heard.join('');
}
