import { describe, expect, test } from 'vitest';
import { classifyNothing, createClassify } from '../../../src/nlu/create-classify.ts';
import { intents } from '../../../src/nlu/intents.ts';
import { normalise } from '../../../src/nlu/normalise.ts';
import { trainIntentModel } from '../../../src/nlu/train-intent-model.ts';
import { examples, smallModel, spaces, tools } from './small-model.ts';

const classify = createClassify(smallModel, spaces);

describe('classifying', () => {
  test('names the intent whose words were used', () => {
    const intentsFound = examples.map(({ text }) => classify(normalise(text)).intent);

    expect(intentsFound).toEqual(examples.map(({ label }) => label));
  });

  test('hears a character typed for another of the same sound', () => {
    expect(classify(normalise('腿货')).intent).toBe('return_goods');
  });

  test.each(['退货', '', '👍', 'x'.repeat(4000)])(
    'ranks all intents of “%.8s”, best first, with confidences that add up to 1',
    (text) => {
      const { intent, confidence, ranking } = classify(normalise(text));

      expect(ranking[0]).toEqual({ intent, confidence });
      expect(new Set(ranking.map((ranked) => ranked.intent))).toEqual(new Set(intents));
      const confidences = ranking.map((ranked) => ranked.confidence);
      expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
      expect(confidences.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    },
  );

  test('is refused with another segmenter than in training', () => {
    expect(() => createClassify(smallModel, { ...spaces, name: 'commas' })).toThrow(
      'trained with spaces, not commas',
    );
  });

  test('is refused for a model that does not know every intent', () => {
    const fewer = trainIntentModel(examples.slice(4), tools);

    expect(() => createClassify(fewer, spaces)).toThrow('which are not the intents');
  });

  test('without a model believes in nothing', () => {
    const { intent, confidence, ranking } = classifyNothing(normalise('退货'));

    expect(intent).toBe('out_of_scope');
    expect(confidence).toBeCloseTo(1 / 27);
    expect(ranking).toHaveLength(27);
  });
});
