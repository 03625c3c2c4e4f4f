import { describe, expect, test } from 'vitest';
import { pairsOfTopic } from '../../../src/knowledge/contradiction.ts';
import { shippedKnowledge } from '../../support/shipped-knowledge.ts';

const { revision } = await shippedKnowledge();
const { clauses, settlements, contradictions } = revision;

/** The contradictions that people found when they read the sources, by two clauses that stand for each. */
const readByPeople = [
  ['exchange window', 'resolved', 'quality-self-window', 'collected-exchange-thirty'],
  ['return for quality', 'resolved', 'quality-self-window', 'collected-quality-return-seven'],
  ['repair window', 'resolved', 'repair-window-by-rule', 'repair-window-one-year'],
  ['goods that were used', 'resolved', 'no-reason-condition', 'collected-no-reason-used'],
  ['first day', 'resolved', 'law-no-reason-window', 'collected-count-from-purchase'],
  ['review', 'resolved', 'review-third-party-no-reason', 'collected-review-seventy-two'],
  ['first answer', 'explained', 'answer-time-question', 'complaint-reply-time'],
  ['refund', 'resolved', 'law-refund-window', 'collected-refund-three-to-five'],
  ['freight', 'explained', 'law-quality-freight', 'freight-third-party-not-your-fault'],
  ['counterfeit', 'explained', 'fake-three-limit', 'law-fraud-no-cap'],
  ['excluded goods', 'resolved', 'law-excluded-four', 'collected-no-exclusions'],
  [
    'where to complain',
    'resolved',
    'complaint-not-other-platform',
    'collected-other-platform-disputes',
  ],
] as const;

describe('the shipped clauses', () => {
  test.each(readByPeople)('%s: found and %s', (_what, state, one, other) => {
    const found = contradictions.filter(({ sides }) => {
      const ids: readonly string[] = sides.map(({ clause }) => clause.id);
      return ids.includes(one) && ids.includes(other);
    });

    expect(found.map((contradiction) => contradiction.state)).toEqual([state]);
  });

  test('have no contradiction that is open', () => {
    expect(contradictions.filter(({ state }) => state === 'open')).toEqual([]);
  });

  test('whoever is named as not counting is dropped by a settlement, or no other clause speaks of it', () => {
    const dropped = new Set(
      settlements.settlements.flatMap((one) => (one.kind === 'choice' ? one.drop : [])),
    );
    const titled = [...clauses.values()].filter(({ title }) => title.endsWith('（不采用）'));

    expect(titled.filter(({ id }) => !dropped.has(id)).map(({ id }) => id)).toEqual([
      'collected-exchange-once',
      'collected-invoice-needed',
    ]);
    const marked = /（不采用）$|（参考，不是承诺）$/;
    const unmarked = [...clauses.values()].filter(
      ({ id, title }) => dropped.has(id) && !marked.test(title),
    );
    expect(unmarked.map(({ id }) => id)).toEqual([]);
  });

  test('hardly seem to disagree where people saw no contradiction', () => {
    const listed = new Set([
      'answer-time',
      'counterfeit-compensation',
      'counterfeit-limit',
      'counterfeit-proof',
      'counterfeit-scope',
      'return-freight',
    ]);
    const seeming = contradictions.filter(
      ({ settlement }) => settlement?.kind === 'distinction' && !listed.has(settlement.topic),
    );
    const compared = pairsOfTopic(clauses.values(), settlements.alike);

    expect(seeming.length / compared.length).toBeLessThanOrEqual(0.02);
  });
});
