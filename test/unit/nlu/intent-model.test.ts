import { describe, expect, test } from 'vitest';
import { createRank } from '../../../src/nlu/create-classify.ts';
import {
  decodeIntentModel,
  encodeIntentModel,
  type IntentModel,
} from '../../../src/nlu/intent-model.ts';
import { trainIntentModel } from '../../../src/nlu/train-intent-model.ts';
import { examples, smallModel, spaces, tools } from './small-model.ts';

const origin = { examples: 'e', code: 'c' };
const bytes = encodeIntentModel({ model: smallModel, origin });

/** A vocabulary that was read is no map, but lists the same. */
const spelledOut = (model: IntentModel) => ({ ...model, vocabulary: [...model.vocabulary.keys()] });

const changed = (at: number) => bytes.map((byte, place) => (place === at ? byte ^ 1 : byte));

describe('a model in a file', () => {
  test('is what it was', () => {
    const kept = decodeIntentModel(bytes);

    expect(kept.origin).toEqual(origin);
    expect(spelledOut(kept.model)).toEqual(spelledOut(smallModel));
    expect(createRank(kept.model, spaces)('退货吗')).toEqual(
      createRank(smallModel, spaces)('退货吗'),
    );
  });

  test('has the same bytes for the same examples', () => {
    const again = trainIntentModel(examples, tools);

    expect(encodeIntentModel({ model: again, origin })).toEqual(bytes);
  });

  test.each([
    { damage: 'its last byte', broken: changed(bytes.length - 1), says: 'the file is damaged' },
    { damage: 'a byte of its header', broken: changed(120), says: 'the file is damaged' },
    { damage: 'its end', broken: bytes.slice(0, -1), says: 'the file is damaged' },
    {
      damage: 'its version',
      broken: Buffer.from(Buffer.from(bytes).toString('latin1').replace(/ 2 /, ' 3 '), 'latin1'),
      says: 'the file has version 3, this program reads 2',
    },
    { damage: 'its name', broken: changed(0), says: 'the file is not an intent model' },
    { damage: 'everything', broken: new Uint8Array(), says: 'the file is not an intent model' },
  ])('is refused when $damage is wrong', ({ broken, says }) => {
    expect(() => decodeIntentModel(broken)).toThrow(
      expect.objectContaining({ code: 'MODEL_INVALID', message: expect.stringContaining(says) }),
    );
  });

  test('is refused when it was kept with fewer weights than it needs', () => {
    const { linear } = smallModel;
    const short = { ...smallModel, linear: { ...linear, weights: linear.weights.slice(1) } };

    expect(() => decodeIntentModel(encodeIntentModel({ model: short, origin }))).toThrow(
      'not as many weights as features and labels',
    );
  });
});
