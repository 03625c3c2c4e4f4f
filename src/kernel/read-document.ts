import { AppError } from './errors.ts';
import type { Json } from './json.ts';

/** What a document has to look like; schemas of zod are such. */
export interface Shape<T> {
  safeParse(
    document: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: Error };
}

/** A document of the store as what it was written from; one that is something else is our mistake, or damage. */
export function readDocument<T>(shape: Shape<T>, document: Json, name: string): T {
  const read = shape.safeParse(document);
  if (read.success) return read.data;
  throw new AppError('INTERNAL', `a kept ${name} cannot be read: restore it from a backup`, {
    cause: read.error,
  });
}
