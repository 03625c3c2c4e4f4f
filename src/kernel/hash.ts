import { createHash } from 'node:crypto';
import type { Json } from './json.ts';

/** Lower-case hex SHA-256. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of a JSON value that does not depend on the order of its keys. */
export function hashJson(value: Json): string {
  return sha256(canonicalJson(value));
}

function canonicalJson(value: Json): string {
  if (Array.isArray(value))
    return `[${value.map((entry: Json) => canonicalJson(entry)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value)
    .filter((member): member is [string, Json] => member[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
