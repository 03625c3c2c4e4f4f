import type { DocumentQuery } from '../../kernel/document-store.ts';
import { readCursor } from '../cursor.ts';
import type { DocumentWriteWire } from '../wire.ts';

/** As the port says. */
const pageLimit = 200;
const signBit = 1n << 63n;
const allBits = (1n << 64n) - 1n;

/**
 * An index value as text whose order as bytes is the order of the port: numbers by size, then text by code point.
 * A double's bits already sort like an unsigned number once the sign bit of positive ones, or every bit of negative
 * ones, is turned.
 */
export function encodeIndexValue(value: string | number): string {
  if (typeof value === 'string') return `t${value}`;
  const bits = new DataView(new ArrayBuffer(8));
  // Adding 0 makes one zero of the two.
  bits.setFloat64(0, value + 0);
  const unsigned = bits.getBigUint64(0);
  const sortable = unsigned & signBit ? unsigned ^ allBits : unsigned ^ signBit;
  return `n${sortable.toString(16).padStart(16, '0')}`;
}

/** The value again. */
export function decodeIndexValue(text: string): string | number {
  if (text.startsWith('t')) return text.slice(1);
  const sortable = BigInt(`0x${text.slice(1)}`);
  const bits = new DataView(new ArrayBuffer(8));
  bits.setBigUint64(0, sortable & signBit ? sortable ^ signBit : sortable ^ allBits);
  return bits.getFloat64(0);
}

/** The index rows of a write, encoded. */
export function encodeIndexes<Write extends Pick<DocumentWriteWire, 'indexes'>>(write: Write) {
  const indexes = write.indexes.map(([name, value]) => [name, encodeIndexValue(value)]);
  return { ...write, indexes };
}

/** A query with encoded bounds; a cursor before the lower bound means nothing. */
export function encodeDocumentQuery({ from, to, after, ...query }: DocumentQuery) {
  const lowest = from === undefined ? undefined : encodeIndexValue(from);
  const [value, id] = after === undefined ? [] : readCursor(after, 2).map(String);
  const isPast = value !== undefined && (lowest === undefined || compareBytes(value, lowest) >= 0);
  return {
    ...query,
    limit: Math.min(query.limit, pageLimit),
    ...(lowest === undefined ? {} : { from: lowest }),
    ...(to === undefined ? {} : { to: encodeIndexValue(to) }),
    ...(isPast ? { after: [value, id] } : {}),
  };
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
