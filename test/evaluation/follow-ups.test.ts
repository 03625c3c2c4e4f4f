import { expect, test } from 'vitest';
import { createRsSegmenter } from '../../src/nlu/rs-segmenter.ts';
import { createFaqSearch } from '../../src/search/search-answers.ts';
import { shippedKnowledge } from '../support/shipped-knowledge.ts';
import { readFollowUps, scoreFollowUps } from './follow-ups.ts';

// Floors of the shipped knowledge: they may be raised, never lowered to let a change pass.
const { revision } = await shippedKnowledge();
const search = createFaqSearch(revision, createRsSegmenter());
const ids: ReadonlySet<string> = new Set(revision.entries.map(({ id }) => id));

test.each(['tuning', 'held-out'] as const)(
  'questions that lean on an answer (%s): 60 in 100 are answered, 90 answered or offered, 4 answered wrong',
  (name) => {
    const followUps = readFollowUps(name);
    const answerable = followUps.filter(({ right }) => right.length > 0).length;

    const { right, offered, wrong, keptBack } = scoreFollowUps(search, followUps);

    expect((100 * right) / answerable).toBeGreaterThanOrEqual(60);
    expect((100 * (right + offered)) / answerable).toBeGreaterThanOrEqual(90);
    expect((100 * wrong) / followUps.length).toBeLessThanOrEqual(4);
    expect(keptBack).toBeGreaterThanOrEqual(9);
  },
);

test('they name entries that exist', () => {
  const named = (['tuning', 'held-out'] as const)
    .flatMap(readFollowUps)
    .flatMap(({ told, right }) => [told, ...right]);

  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});
