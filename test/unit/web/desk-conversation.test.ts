import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConversationView } from '../../../src/api/desk.ts';
import {
  addEntries,
  joinViews,
  type KnownConversation,
  lastSeq,
  readOn,
} from '../../../src/web/desk/conversation-log.ts';
import { entries, entry, view } from './desk-builders.ts';

const seqs = (conversation: KnownConversation) => conversation.entries.map(({ seq }) => seq);

describe('adding entries', () => {
  test('whatever arrives, in whatever order and however often, the log has no gap and nothing twice', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 12 }))), (batches) => {
        let log = entries();
        const expected: number[] = [];

        for (const batch of batches) {
          log = addEntries(
            log,
            batch.map((seq) => entry({ seq })),
          );
          for (const seq of batch) if (seq === expected.length + 1) expected.push(seq);
        }

        expect(log.map(({ seq }) => seq)).toEqual(expected);
      }),
    );
  });

  test('what is known already leaves the very same log, so that nothing is drawn anew', () => {
    const log = entries(1, 2);

    expect(addEntries(log, entries(1, 2))).toBe(log);
  });
});

describe('reading on', () => {
  const server = (head: number, pageSize: number) => {
    const asked: number[] = [];
    const fetchPage = async (_id: string, after: number): Promise<ConversationView> => {
      asked.push(after);
      const all = Array.from({ length: head }, (_, index) => index + 1);
      const page = all.filter((seq) => seq > after).slice(0, pageSize);
      return { ...view({ entries: entries(...page) }), head };
    };
    return { asked, fetchPage };
  };

  test('goes page by page from what is known to the end', async () => {
    const { asked, fetchPage } = server(7, 3);

    const conversation = await readOn('c', view({ entries: entries(1, 2) }), fetchPage);

    expect(seqs(conversation)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(asked).toEqual([2, 5]);
  });

  test('asks once where there is nothing new', async () => {
    const { asked, fetchPage } = server(2, 3);

    await readOn('c', view({ entries: entries(1, 2) }), fetchPage);

    expect(asked).toEqual([2]);
  });

  test('ends where a page brings nothing, whatever its head says', async () => {
    const fetchPage = async () => ({ ...view({}), head: 5 });

    expect(lastSeq(await readOn('c', undefined, fetchPage))).toBe(0);
  });
});

describe('joining what was fetched with what the stream brought meanwhile', () => {
  test('keeps the longer log and the newer owner, and takes the summary that was fetched', () => {
    const streamed = view({ entries: entries(1, 2, 3), owner: { kind: 'bot', epoch: 4 } });
    const fetched = view({ entries: entries(1, 2), owner: { kind: 'bot', epoch: 3 }, misses: 2 });

    const joined = joinViews(streamed, fetched);

    expect(seqs(joined)).toEqual([1, 2, 3]);
    expect(joined.owner.epoch).toBe(4);
    expect(joined.summary.misses).toBe(2);
  });

  test('takes all that was fetched where it is ahead', () => {
    const streamed = view({ entries: entries(1) });
    const fetched = view({ entries: entries(1, 2), owner: { kind: 'bot', epoch: 9 } });

    expect(joinViews(streamed, fetched)).toEqual(fetched);
  });
});
