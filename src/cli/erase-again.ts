import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../kernel/clock.ts';
import { parseConversationId } from '../kernel/ids.ts';
import type { ErasedMark } from '../privacy/erasure-list-store.ts';
import { repeatErasures } from '../privacy/repeat-erasures.ts';
import { createDiskFileStore } from '../storage/files/disk-file-store.ts';
import { databaseName } from '../storage/sqlite/open-database.ts';
import { openSqliteStore } from '../storage/sqlite/open-sqlite-store.ts';
import { lockName } from '../storage/sqlite/store-lock.ts';

/**
 * Erases from a folder with a restored database and its files what was erased since the backup, before anybody serves
 * from it. Says what there was, in Chinese; empty: nothing.
 */
export async function eraseAgain(directory: string, marks: readonly ErasedMark[]): Promise<string> {
  if (marks.length === 0) return '';
  const conversationIds = readConversationIds(join(directory, databaseName));
  const store = await openSqliteStore({ directory, clock: systemClock });
  const files = createDiskFileStore(join(directory, 'uploads'));
  try {
    const { conversations, cases } = await repeatErasures({ store, files }, conversationIds, marks);
    if (conversations + cases === 0) return '';
    return `备份里有按要求删过的内容，已经再删一遍：会话 ${conversations} 段，售后单 ${cases} 张。`;
  } finally {
    await store.close();
    // The folder is nobody's yet: the lock is that of the folder it goes into.
    rmSync(join(directory, lockName), { force: true });
  }
}

function readConversationIds(file: string) {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = db.prepare('SELECT id FROM conversation').all();
    return rows.flatMap(({ id }) => parseConversationId(String(id)) ?? []);
  } finally {
    db.close();
  }
}
