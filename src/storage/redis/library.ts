import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** In this order: each file uses what is above it. */
const files = [
  'call',
  'once',
  'lease',
  'log',
  'hints',
  'documents',
  'timers',
  'outbox',
  'queue',
  'audit',
  'effects',
  'accept',
  'commit',
  'read',
  'pending',
  'erase',
  'presence',
  'life',
  'nodes',
  'counts',
  'dump',
  'load',
];

/** The functions as one library, as `FUNCTION LOAD` takes it. */
export interface Library {
  /** Carries a hash of the text: another version has another name, so that both serve side by side. */
  readonly name: string;
  readonly text: string;
}

/** Joins the files in `lua/`. */
export function readLibrary(): Library {
  const texts = files.map((file) =>
    readFileSync(new URL(`./lua/${file}.lua`, import.meta.url), 'utf8'),
  );
  const body = texts.join('\n');
  const name = `anxin_${createHash('sha256').update(body).digest('hex').slice(0, 12)}`;
  return { name, text: `#!lua name=${name}\nlocal library = '${name}'\n${body}` };
}
