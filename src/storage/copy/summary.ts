import { createHash, type Hash } from 'node:crypto';
import { AppError } from '../../kernel/errors.ts';
import type { RecordKind, StoreRecord } from './store-record.ts';

/** What a store holds, small enough to keep two of them: how many of each kind, and a hash of each thing. */
export interface Summary {
  readonly counts: ReadonlyMap<RecordKind, number>;
  /** `conversation c1`, `document case/17` → hash of all its records. */
  readonly hashes: ReadonlyMap<string, string>;
}

export interface Summariser {
  add(record: StoreRecord): void;
  end(): Summary;
}

/** Makes a summary while records pass by. A conversation's records must come one after another. */
export function createSummariser(): Summariser {
  const counts = new Map<RecordKind, number>();
  const hashes = new Map<string, string>();
  let open: { readonly name: string; readonly hash: Hash } | undefined;

  function finishOpen(): void {
    // Half of a SHA-256 suffices here, and halves what a big store takes.
    if (open) hashes.set(open.name, open.hash.digest().toString('base64url', 0, 16));
    open = undefined;
  }

  return {
    add(record) {
      const name = nameOf(record);
      if (open?.name !== name) {
        finishOpen();
        if (hashes.has(name)) throw new AppError('INTERNAL', `${name} was read twice`);
        open = { name, hash: createHash('sha256') };
      }
      open.hash.update(toCanonicalText(record));
      counts.set(record.kind, (counts.get(record.kind) ?? 0) + 1);
    },
    end() {
      finishOpen();
      return { counts, hashes };
    },
  };
}

/** The thing that a record belongs to. */
function nameOf(record: StoreRecord): string {
  switch (record.kind) {
    case 'conversation':
      return `conversation ${record.id}`;
    case 'key':
    case 'entry':
      return `conversation ${record.conversationId}`;
    case 'waiting':
      return `waiting ${record.conversationId}`;
    case 'timer':
      return `timer ${record.id}`;
    case 'call':
      return `call ${record.key}`;
    case 'document':
      return `document ${record.collection}/${record.id}`;
    case 'audit':
      return `audit ${record.number}`;
    case 'numbers':
      return 'numbers';
    default:
      return record satisfies never;
  }
}

function toCanonicalText(record: StoreRecord): string {
  return JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** How `copy` differs from `original`, thing by thing; empty: both hold the same. */
export function findDifferences(original: Summary, copy: Summary): readonly string[] {
  const kinds = new Set([...original.counts.keys(), ...copy.counts.keys()]);
  const counted = [...kinds].flatMap((kind) => {
    const [wanted, found] = [original.counts.get(kind) ?? 0, copy.counts.get(kind) ?? 0];
    return wanted === found ? [] : [`${found} of kind ${kind} instead of ${wanted}`];
  });
  const missing = [...original.hashes].flatMap(([name, hash]) => {
    const found = copy.hashes.get(name);
    if (found === hash) return [];
    return [found === undefined ? `${name} is missing` : `${name} differs`];
  });
  const added = [...copy.hashes.keys()]
    .filter((name) => !original.hashes.has(name))
    .map((name) => `${name} was not there`);
  return [...counted, ...missing, ...added];
}
