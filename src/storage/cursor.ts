import { AppError } from '../kernel/errors.ts';

type CursorPart = string | number;

/** The sort key of the last row of a page, opaque to whoever carries it. */
export function writeCursor(parts: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The sort key again; a cursor that no page has given is the caller's error. */
export function readCursor(cursor: string, length: number): readonly CursorPart[] {
  const parts = parseJson(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (Array.isArray(parts) && parts.length === length && parts.every(isCursorPart)) return parts;
  throw new AppError('BAD_REQUEST', `'${cursor.slice(0, 64)}' is not a cursor of this list`);
}

function isCursorPart(part: unknown): part is CursorPart {
  return typeof part === 'string' || typeof part === 'number';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON, so not a cursor: the caller reports it.
    return null;
  }
}
