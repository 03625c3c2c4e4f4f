import { intents } from '../../../src/nlu/intents.ts';
import type { Segmenter } from '../../../src/nlu/segmenter.ts';
import type { Sounds } from '../../../src/nlu/sounds.ts';
import { type Example, trainIntentModel } from '../../../src/nlu/train-intent-model.ts';

/** Cuts at spaces; enough where only the machinery is tested. */
export const spaces: Segmenter = { name: 'spaces', cut: (text) => text.split(' ') };

const fewSounds: Sounds = new Map([
  ['退', 'tui'],
  ['腿', 'tui'],
  ['货', 'huo'],
  ['换', 'huan'],
]);

export const tools = { segmenter: spaces, sounds: fewSounds };

/** Words that stand for one intent each, in four wordings. */
export const examples: readonly Example[] = intents.flatMap((label, at) => {
  const word = at === 0 ? '退货' : String.fromCodePoint(0x5000 + at, 0x5100 + at);
  return ['', '我要', '吗', ' 👍'].map((around) => ({ text: `${word}${around}`, label }));
});

export const smallModel = trainIntentModel(examples, tools);
