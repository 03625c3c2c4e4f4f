import type { Json } from '../kernel/json.ts';
import type { SubjectRecord } from './subject-record.ts';

/** Grows when the shape changes, so that whoever reads a copy later knows what it is. */
const version = 2;

/** A copy for machines: times are ISO 8601, nothing is left out. */
export function exportJson(record: SubjectRecord): string {
  const { shopperId, at, conversations, cases, promises, files } = record;
  const plain: Json = JSON.parse(
    JSON.stringify({
      shopperId,
      conversations: conversations.map(({ entries, ...one }) => ({
        ...one,
        entries: entries.map(({ body, ...entry }) => ({ ...entry, ...body })),
      })),
      cases,
      promises,
      files,
    }),
  );
  const copy = asRecord(withIsoTimes(plain));
  const madeAt = new Date(at).toISOString();
  return `${JSON.stringify({ format: 'anxin-personal-data', version, madeAt, ...copy }, null, 2)}\n`;
}

/** What other programs sent along: it stays as it came. */
const foreign = new Set(['channelData', 'value']);

/** Every time of ours, at any depth: they are numbers called `at` or `…At`. */
function withIsoTimes(value: Json): Json {
  if (Array.isArray(value)) return value.map(withIsoTimes);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(asRecord(value)).map(([name, inner]) => {
      if (inner === undefined || foreign.has(name)) return [name, inner];
      const isTime = typeof inner === 'number' && /^at$|At$/.test(name);
      return [name, isTime ? new Date(inner).toISOString() : withIsoTimes(inner)];
    }),
  );
}

function asRecord(value: Json): { readonly [name: string]: Json | undefined } {
  // Json that is an object and no list.
  return value as { readonly [name: string]: Json | undefined };
}
