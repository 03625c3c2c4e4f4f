// What arrives is read field by field: the page stays small, and what is missing or strange is left out.

/** A field of what may or may not be an object. */
export function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}

/** A field that is text; anything else is no text. */
export function textOf(value: unknown, field: string): string {
  const text = fieldOf(value, field);
  return typeof text === 'string' ? text : '';
}

/** A field that is a number, or null. */
export function numberOf(value: unknown, field: string): number | null {
  const number = fieldOf(value, field);
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Longer than any list we show. */
const mostRead = 200;

/** The members of a list that `read` can make something of. */
export function listOf<T>(value: unknown, read: (member: unknown) => T | null): readonly T[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, mostRead).flatMap((member: unknown) => read(member) ?? []);
}
