import { isDay } from '../knowledge/date-text.ts';
import { dayFromNumber, dayNumber } from './calendar.ts';
import type { FactValue } from './decision.ts';

/** What values a fact can have. */
export type FactType =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'integer' }
  /** `YYYY-MM-DD` */
  | { readonly kind: 'date' }
  | { readonly kind: 'enum'; readonly values: readonly string[] };

export function isOfType(type: FactType, value: FactValue): boolean {
  switch (type.kind) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isSafeInteger(value);
    case 'date':
      return typeof value === 'string' && isDay(value);
    case 'enum':
      return typeof value === 'string' && type.values.includes(value);
    default:
      return type satisfies never;
  }
}

export function isSameType(a: FactType, b: FactType): boolean {
  if (a.kind !== 'enum' || b.kind !== 'enum') return a.kind === b.kind;
  return a.values.length === b.values.length && a.values.every((value) => b.values.includes(value));
}

/** Integers and dates have an order; their values are compared as whole numbers. */
export function isOrdered(type: FactType): boolean {
  return type.kind === 'integer' || type.kind === 'date';
}

export function ordinalOf(value: FactValue): number {
  return typeof value === 'number' ? value : dayNumber(String(value));
}

export function fromOrdinal(type: FactType, ordinal: number): FactValue {
  return type.kind === 'date' ? dayFromNumber(ordinal) : ordinal;
}
