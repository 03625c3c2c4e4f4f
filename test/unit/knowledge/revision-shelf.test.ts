import { describe, expect, test } from 'vitest';
import { readRevision } from '../../../src/knowledge/revision.ts';
import { createRevisionShelf } from '../../../src/knowledge/revision-shelf.ts';

describe('the shelf of revisions', () => {
  test('packs a revision once for all turns that want to keep it, until one of them has', () => {
    const { revision } = readRevision(new Map([['faq/a.md', '']]));
    const { revision: next } = readRevision(new Map([['faq/b.md', '']]));
    const shelf = createRevisionShelf({
      documents: { getDocument: async () => null },
      current: () => revision,
    });

    const writes = [shelf.keeping(revision), shelf.keeping(revision)];
    shelf.kept(revision.id);

    expect(writes[0]).toMatchObject({ collection: 'revision', id: revision.id });
    expect(writes[1]).toBe(writes[0]);
    expect(shelf.keeping(revision)).toBeNull();
    expect(shelf.keeping(next)).toMatchObject({ id: next.id });
  });
});
