import { describe, expect, test } from 'vitest';
import { findOlderCards } from '../../../src/web/chat/cards/older-cards.ts';
import type { Entry } from '../../../src/web/chat/transcript.ts';
import { caseCard, message, notice, outcome } from './chat-entries.ts';

const decided = (id: string, dialog = 'return') =>
  message(id, { outcome: outcome(id), dialog, decisionId: `decision of ${id}` });
const opened = (id: string, caseId: string, upon = '') =>
  message(id, { case: caseCard(caseId), decisionId: `decision of ${upon}` });

const found = (entries: readonly Entry[]) => {
  const { older, newest } = findOlderCards(entries);
  return { older: [...older], newest: [...newest] };
};

describe('older cards', () => {
  test('a single card is neither older nor the newest of several', () => {
    expect(found([decided('d'), opened('c', 'R1')])).toEqual({ older: [], newest: [] });
  });

  test('each new card of a case replaces the one before', () => {
    const entries = [opened('a', 'R1'), message('x'), opened('b', 'R1'), opened('c', 'R1')];

    expect(found(entries)).toEqual({ older: ['a', 'b'], newest: ['c'] });
  });

  test('cases are told apart by their numbers', () => {
    const entries = [opened('a', 'R1'), opened('b', 'R2'), notice('n'), opened('c', 'R1')];

    expect(found(entries)).toEqual({ older: ['a'], newest: ['c'] });
  });

  test('a decision replaces the one before in its dialog, until that has opened a case', () => {
    const corrected = [decided('a'), decided('b'), opened('c', 'R1', 'b')];
    const another = [decided('d'), decided('e', 'price')];

    expect(found([...corrected, ...another])).toEqual({ older: ['a'], newest: ['b'] });
  });

  test('the progress of an earlier case leaves an open decision open', () => {
    const entries = [decided('a'), opened('c', 'R1', 'long ago'), decided('b')];

    expect(found(entries)).toEqual({ older: ['a'], newest: ['b'] });
  });
});
