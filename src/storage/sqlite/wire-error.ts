import { AppError, type ErrorCode } from '../../kernel/errors.ts';
import type { Json } from '../../kernel/json.ts';

/** An error as it crosses between the threads: a class does not survive the clone. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: Json;
}

/** SQLite's primary result codes, https://sqlite.org/rescode.html. */
const codeOfResult: ReadonlyMap<number, ErrorCode> = new Map([
  [5, 'STORE_BUSY'], // SQLITE_BUSY
  [6, 'STORE_BUSY'], // SQLITE_LOCKED
  [8, 'STORE_FULL'], // SQLITE_READONLY
  [10, 'STORE_FULL'], // SQLITE_IOERR
  [11, 'STORE_DOWN'], // SQLITE_CORRUPT
  [13, 'STORE_FULL'], // SQLITE_FULL
  [14, 'STORE_FULL'], // SQLITE_CANTOPEN
  [26, 'STORE_DOWN'], // SQLITE_NOTADB
]);

/** Sorts what was thrown by what a caller can do about it. */
export function toWireError(thrown: unknown): WireError {
  if (thrown instanceof AppError) {
    const { code, message, details } = thrown;
    return details === undefined ? { code, message } : { code, message, details };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const code = codeOfResult.get(primaryResult(thrown)) ?? 'INTERNAL';
  return { code, message: `SQLite: ${message}` };
}

/** The error again, on the side of the caller. */
export function fromWireError({ code, message, details }: WireError): AppError {
  return new AppError(code, message, details === undefined ? {} : { details });
}

function primaryResult(thrown: unknown): number {
  const hasResult = thrown instanceof Error && 'errcode' in thrown;
  return hasResult && typeof thrown.errcode === 'number' ? thrown.errcode & 0xff : 0;
}
