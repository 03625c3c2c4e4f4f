import type { DatabaseSync } from 'node:sqlite';
import type { CallName } from '../calls.ts';
import { RolledBack } from './operation.ts';
import { operations } from './operations.ts';
import type { Statements } from './statements.ts';
import { toWireError, type WireError } from './wire-error.ts';

export interface WorkerRequest {
  readonly id: number;
  readonly name: CallName;
  readonly request: unknown;
  readonly now: number;
}

export type WorkerReply =
  | { readonly id: number; readonly reply: unknown }
  | { readonly id: number; readonly error: WireError };

/** Runs requests in their order in one transaction; when it returns, what they wrote is on the disk. */
export type GroupCommit = (requests: readonly WorkerRequest[]) => readonly WorkerReply[];

/** One disk flush pays for all requests of a batch, while each keeps its own all-or-nothing. */
export function createGroupCommit(db: DatabaseSync, sql: Statements): GroupCommit {
  const transaction = prepareTransaction(db);

  function runTogether(requests: readonly WorkerRequest[]): readonly WorkerReply[] {
    const isReading = requests.every(isRead);
    try {
      (isReading ? transaction.begin : transaction.beginWrite).run();
      const replies = requests.map(runOne);
      transaction.commit.run();
      return replies;
    } catch (thrown) {
      if (db.isTransaction) transaction.rollback.run();
      return runAlone(requests, thrown);
    }
  }

  /** Nothing of the batch was kept: alone, each request succeeds or bears its own error. */
  function runAlone(requests: readonly WorkerRequest[], thrown: unknown): readonly WorkerReply[] {
    if (requests.length > 1) return requests.flatMap((request) => runTogether([request]));
    return requests.map(({ id }) => ({ id, error: toWireError(thrown) }));
  }

  function runOne(request: WorkerRequest): WorkerReply {
    if (isRead(request)) return attempt(request);
    transaction.savepoint.run();
    const reply = attempt(request);
    if ('undo' in reply) transaction.undo.run();
    transaction.release.run();
    return reply;
  }

  function attempt(request: WorkerRequest): WorkerReply & { readonly undo?: true } {
    const { id } = request;
    try {
      return { id, reply: perform(sql, request) };
    } catch (thrown) {
      // A full disk may end the whole transaction, and with it the work of the others.
      if (!db.isTransaction) throw thrown;
      const isRefusal = thrown instanceof RolledBack;
      return isRefusal
        ? { id, reply: thrown.reply, undo: true }
        : { id, error: toWireError(thrown), undo: true };
    }
  }

  return runTogether;
}

function prepareTransaction(db: DatabaseSync) {
  return {
    begin: db.prepare('BEGIN'),
    beginWrite: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    savepoint: db.prepare('SAVEPOINT request'),
    release: db.prepare('RELEASE request'),
    undo: db.prepare('ROLLBACK TO request'),
  };
}

function perform(sql: Statements, { name, request, now }: WorkerRequest): unknown {
  // The main thread's types pair each name with its request; the clone between the threads keeps both.
  const run = operations[name].run as (sql: Statements, request: unknown, now: number) => unknown;
  return run(sql, request, now);
}

function isRead(request: WorkerRequest): boolean {
  return operations[request.name].kind === 'read';
}
