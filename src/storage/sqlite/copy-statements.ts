import type { DatabaseSync } from 'node:sqlite';
import { prepareFile } from './statements.ts';

/** Statements that read or write a whole store, prepared where one is copied and nowhere else. */
export type CopyStatements = ReturnType<typeof prepareCopyStatements>;

export function prepareCopyStatements(db: DatabaseSync) {
  return {
    ...prepareFile(db, 'copy', [
      'conversations',
      'keys',
      'entries',
      'waiting',
      'timers',
      'calls',
      'documents',
      'indexes',
      'audit',
      'numbers',
      'addConversation',
      'addKey',
      'addEntry',
      'addWaiting',
      'addTimer',
      'addCall',
      'addDocument',
      'addIndex',
      'addAudit',
      'setNumber',
    ]),
    ...prepareFile(db, 'life', ['epoch', 'setEpoch', 'lastTime']),
  };
}
