import type { Statements } from './statements.ts';

/**
 * One call of the port on the worker's side. `run` is a function of statements, request and time; it runs inside
 * a savepoint that is kept when it returns and rolled back when it throws.
 */
export interface Operation<Request, Reply> {
  readonly kind: 'read' | 'write';
  run(sql: Statements, request: Request, now: number): Reply;
}

/** Thrown by an operation that found, after it began to write, that it must not: nothing stays, `reply` is the answer. */
export class RolledBack extends Error {
  readonly reply: unknown;

  constructor(reply: unknown) {
    super('rolled back');
    this.name = 'RolledBack';
    this.reply = reply;
  }
}
