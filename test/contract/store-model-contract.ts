import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AuditLine } from '../../src/staff/audit-store.ts';
import type { Store } from '../../src/storage/store.ts';
import { conversation } from '../support/store-builders.ts';
import { anyCommand, type Command, createSide, type Side } from '../support/store-commands.ts';
import { createStoreModel } from '../support/store-model.ts';
import type { OpenHarness, StoreHarness } from './store-harness.ts';

const runs = 250;
const timeoutMs = 120_000;
const names = ['a', 'b', 'c'];

/** Random stories, told to the store and to a model of it: every answer and everything readable must agree. */
export function storeModelContract(open: OpenHarness): void {
  test(
    `answers ${runs} random stories as a naive model does`,
    async () => {
      const harness = await open();
      let told = 0;
      try {
        const anyStory = fc.array(anyCommand, { minLength: 1, maxLength: 100, size: 'max' });
        await fc.assert(
          fc.asyncProperty(anyStory, async (story) => {
            told += 1;
            await tell(story, `s${told}-`, harness);
          }),
          { numRuns: runs },
        );
      } finally {
        await harness.close();
      }
    },
    timeoutMs,
  );
}

/** Each story has names and a model of its own, and leaves no work behind that the next could claim. */
async function tell(
  story: readonly Command[],
  prefix: string,
  { store, now, advance }: StoreHarness,
): Promise<void> {
  const real = createSide(prefix, store, now);
  const model = createSide(prefix, createStoreModel({ now }), now);
  try {
    for (const step of story) {
      await advance(step.advanceMs);
      const [answer, expected] = [await step.act(real), await step.act(model)];
      expect(answer, `${step}`).toEqual(expected);
    }

    expect(await readAll(real)).toEqual(await readAll(model));
  } finally {
    await advance(3_600_000);
    await clear(store, prefix);
  }
}

/** Everything that can be read without changing anything, without the tokens. */
async function readAll({ store, prefix }: Side) {
  const ids = names.map((name) => conversation(prefix + name));
  const query = { collection: `${prefix}case`, index: 'n', limit: 200 };
  const [records, logs, places, queue, depth, documents, some, audit] = await Promise.all([
    Promise.all(ids.map(async (id) => withoutEtag(await store.load(id)))),
    Promise.all(ids.map((id) => store.since(id, 0, 200))),
    Promise.all(ids.map((id) => store.placeInQueue(id))),
    store.listQueue({ limit: 200 }),
    store.queueDepth(),
    store.listDocuments(query),
    store.listDocuments({ ...query, from: 1, to: 1 }),
    readAudit({ store, prefix }),
  ]);
  return {
    records,
    logs,
    places,
    queue,
    depth,
    documents: documents.rows.map(withoutEtag),
    some: some.rows.map(withoutEtag),
    audit,
  };
}

async function clear(store: Store, prefix: string): Promise<void> {
  const claim = { holder: 'clear', leaseMs: 1, limit: 100 };
  for (const { lease } of await store.claimTimers(claim)) await store.settleTimer(lease, []);
  for (const { lease } of await store.claimOutbox(claim)) await store.settleOutbox(lease, 'done');
  for (const name of names) {
    // Leaves nothing pending and nobody in the queue.
    await store.erase(conversation(prefix + name));
  }
}

/** The lines of one story, read page by page. */
async function readAudit({ store, prefix }: Pick<Side, 'store' | 'prefix'>) {
  const lines: AuditLine[] = [];
  for (let page = await store.listAudit({ limit: 200 }); ; ) {
    lines.push(...page.rows.filter(({ subject }) => subject === prefix));
    if (page.next === undefined) return lines;
    page = await store.listAudit({ limit: 200, after: page.next });
  }
}

function withoutEtag<Row extends { readonly etag: string }>(row: Row | null) {
  return row && { ...row, etag: undefined };
}
