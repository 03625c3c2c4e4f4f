import { describe, expect, test } from 'vitest';
import type { Entity } from '../../../src/nlu/entity.ts';
import type { Intent } from '../../../src/nlu/intents.ts';
import type { Classify } from '../../../src/nlu/interpretation.ts';
import { calm } from '../../../src/nlu/mood/mood.ts';
import { createUnderstand } from '../../../src/nlu/understand.ts';

/** Classifies by a list of texts, and notes what it was asked. */
function classifier(known: Readonly<Record<string, readonly [Intent, number]>>) {
  const asked: string[] = [];
  const classify: Classify = ({ text }) => {
    asked.push(text);
    const [intent, confidence] = known[text] ?? ['out_of_scope', 0.2];
    const others = (['return_goods', 'quality_problem', 'out_of_scope'] as const).filter(
      (other) => other !== intent,
    );
    const ranking = [
      { intent, confidence },
      ...others.map((other, place) => ({ intent: other, confidence: 0.1 / (place + 1) })),
    ];
    return { intent, confidence, ranking };
  };
  return { asked, classify };
}

const orderAt = (text: string, number: string): Entity => {
  const start = text.indexOf(number);
  return { type: 'order_id', value: number, text: number, start, end: start + number.length };
};

describe('understanding a message', () => {
  test.each([
    ['退货，订单号300100000102，不喜欢', '退货,,不喜欢'],
    ['我的订单号是300100000102 想退', '想退'],
    ['300100000102', '300100000102'],
  ])('an order number in %s is no word of a wish', (text, words) => {
    const { asked, classify } = classifier({});
    const findEntities = () => [orderAt(text, '300100000102')];

    const understood = createUnderstand({ classify, findEntities, readMood: () => calm })(text, 0);

    expect(asked[0]?.replaceAll(/,+/g, ',')).toBe(words.replaceAll(/,+/g, ','));
    expect(understood.text.original).toBe(text);
    expect(understood.entities).toHaveLength(1);
  });

  describe('an action asked for by name', () => {
    const text = '洗衣机用了两个礼拜就漏水,我要退货';
    const understand = (whole: readonly [Intent, number], clause: readonly [Intent, number]) =>
      createUnderstand({
        classify: classifier({ [text]: whole, 我要退货: clause }).classify,
        findEntities: () => [],
        readMood: () => calm,
      })(text, 0);

    test('wins over the reason for it, and leads the ranking', () => {
      const { intent, confidence, ranking } = understand(
        ['quality_problem', 0.57],
        ['return_goods', 0.99],
      );

      expect([intent, confidence]).toEqual(['return_goods', 0.57]);
      expect(ranking[0]).toEqual({ intent: 'return_goods', confidence: 0.57 });
      expect(ranking.map((one) => one.intent).toSorted()).toEqual(
        ['out_of_scope', 'quality_problem', 'return_goods'].toSorted(),
      );
    });

    test('does not win where it is doubtful, or where something else than a reason was heard', () => {
      expect(understand(['quality_problem', 0.57], ['return_goods', 0.8]).intent).toBe(
        'quality_problem',
      );
      expect(understand(['counterfeit_claim', 0.57], ['return_goods', 0.99]).intent).toBe(
        'counterfeit_claim',
      );
    });
  });
});
