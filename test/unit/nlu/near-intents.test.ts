import { describe, expect, test } from 'vitest';
import { chooseCommand, type Found, startBound } from '../../../src/nlu/choose-command.ts';
import type { Intent } from '../../../src/nlu/intents.ts';
import type { RankedIntent } from '../../../src/nlu/interpretation.ts';
import { calm } from '../../../src/nlu/mood/mood.ts';
import { nearIntents, nearMargin } from '../../../src/nlu/near-intents.ts';
import { normalise } from '../../../src/nlu/normalise.ts';

const dialogs = new Map<Intent, string>([
  ['return_goods', 'return'],
  ['quality_problem', 'return'],
  ['aftersales_status', 'status'],
]);

type Share = readonly [Intent, number];
const rankingOf = (shares: readonly Share[]): readonly RankedIntent[] =>
  shares.map(([intent, confidence]) => ({ intent, confidence }));
const near = (...shares: readonly Share[]) =>
  nearIntents({ ranking: rankingOf(shares) }, (intent) => dialogs.get(intent) ?? 'search');

describe('two intents that are near', () => {
  test('are asked about where they lead to different places', () => {
    expect(near(['return_goods', 0.45], ['faq', 0.4])).toEqual(['return_goods', 'faq']);
    expect(near(['return_goods', 0.45], ['quality_problem', 0.4])).toEqual([]);
    expect(near(['invoice_request', 0.45], ['faq', 0.4])).toEqual([]);
  });

  test('are not, where the first is clear enough', () => {
    expect(near(['return_goods', 0.6], ['faq', 0.6 - nearMargin])).toHaveLength(2);
    expect(near(['return_goods', 0.6], ['faq', 0.59 - nearMargin])).toEqual([]);
  });

  test('have a third beside them where it is worth a button', () => {
    const shares = [
      ['return_goods', 0.4],
      ['faq', 0.3],
    ] as const;

    expect(near(...shares, ['price_protection', 0.1])).toHaveLength(3);
    expect(near(...shares, ['price_protection', 0.09])).toHaveLength(2);
    expect(near(...shares, ['out_of_scope', 0.2])).toHaveLength(2);
  });

  test('are none, where one of them is nothing to be done', () => {
    expect(near(['return_goods', 0.4], ['out_of_scope', 0.35])).toEqual([]);
    expect(near(['human_agent', 0.4], ['return_goods', 0.35])).toEqual([]);
    expect(near(['return_goods', 0.4])).toEqual([]);
  });
});

describe('a question instead of a guess', () => {
  const abstains: Found = { zone: 'abstain', confidence: 0 };
  const answers: Found = { zone: 'answer', confidence: 0.8 };
  const wording: Found = { zone: 'answer', confidence: 1 };

  function chosen(
    first: Share,
    second: Share,
    search: Found,
    { isAsked = false, said = '包裹寄回去' } = {},
  ): string {
    const [intent, confidence] = first;
    const text = normalise(said);
    const ranking = rankingOf([first, second]);
    const interpretation = {
      text,
      intent,
      confidence,
      ranking,
      entities: [],
      wishes: [],
      mood: calm,
    };
    return chooseCommand({ interpretation, search, dialogs, isAsked }).kind;
  }

  test('is asked before a dialog that may be a neighbour’s, and where nothing could be said', () => {
    expect(chosen(['return_goods', startBound], ['faq', 0.3], answers)).toBe('ask-matter');
    expect(chosen(['faq', 0.4], ['return_goods', 0.3], abstains)).toBe('ask-matter');
  });

  test('is not asked where an answer is at hand, nor a second time', () => {
    expect(chosen(['faq', 0.4], ['return_goods', 0.3], answers)).toBe('answer');
    expect(chosen(['return_goods', 0.5], ['faq', 0.4], wording)).toBe('answer');
    expect(chosen(['return_goods', 0.5], ['faq', 0.4], abstains, { isAsked: true })).toBe('start');
  });

  test('is not asked where the action is asked for by name', () => {
    const said = '内裤不合适退货';

    expect(chosen(['return_goods', 0.5], ['faq', 0.4], abstains, { said })).toBe('start');
  });
});
