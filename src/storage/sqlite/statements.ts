import { readFileSync } from 'node:fs';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** Every statement there is, by the file it stands in; a name without a statement refuses to open. */
const statementNames = {
  turn: [
    'findConversation',
    'readConversation',
    'addConversation',
    'findKey',
    'addKey',
    'addEntry',
    'noteAccepted',
    'saveTurn',
    'nameShopper',
    'oldestPendingTime',
    'pendingEntries',
    'entriesAfter',
    'claimablePending',
    'countPendingAttempt',
    'eraseEntries',
    'eraseBodyHashes',
    'eraseConversation',
  ],
  lease: ['nextFence', 'grant', 'isHeld', 'setUntil', 'drop', 'dropAll'],
  queue: [
    'enqueue',
    'leave',
    'list',
    'depth',
    'findWaiting',
    'countAhead',
    'nextWaiting',
    'findRequest',
    'countReserved',
  ],
  timers: ['set', 'cancel', 'due'],
  outbox: ['put', 'claimable', 'countAttempt', 'finish', 'bury', 'withdraw', 'retry'],
  documents: ['find', 'nextEtag', 'put', 'remove', 'addIndex', 'removeIndexes', 'list'],
  audit: ['add', 'list'],
  life: ['epoch', 'setEpoch', 'lastTime', 'fillProbe', 'emptyProbe'],
} as const;

type FileName = keyof typeof statementNames;

/** The prepared statements of one connection: `sql.turn.addEntry`. */
export type Statements = {
  readonly [File in FileName]: {
    readonly [Name in (typeof statementNames)[File][number]]: StatementSync;
  };
};

/** Prepares every statement once; each is parsed and planned for the life of the connection. */
export function prepareStatements(db: DatabaseSync): Statements {
  const files = Object.entries(statementNames).map(([file, names]) => [
    file,
    prepareFile(db, file, names),
  ]);
  // Built from statementNames, so it has exactly its files and names.
  return Object.fromEntries(files) as Statements;
}

/** Prepares the statements of one file. */
export function prepareFile<Name extends string>(
  db: DatabaseSync,
  file: string,
  names: readonly Name[],
): { readonly [Each in Name]: StatementSync } {
  const texts = parseNamedStatements(
    readFileSync(new URL(`./${file}.sql`, import.meta.url), 'utf8'),
  );
  const prepared = names.map((name) => {
    const text = texts.get(name);
    if (text === undefined) throw new Error(`${file}.sql has no statement named ${name}`);
    return [name, db.prepare(text)];
  });
  // Built from names, so it has exactly these.
  return Object.fromEntries(prepared) as { readonly [Each in Name]: StatementSync };
}

/** Splits a file at its `-- name: …` lines; what stands before the first is the file's header. */
export function parseNamedStatements(text: string): ReadonlyMap<string, string> {
  const blocks = text.split(/^-- name: *(\S+) *$/m).slice(1);
  const statements = new Map<string, string>();
  for (let at = 0; at + 1 < blocks.length; at += 2) {
    const name = blocks[at] ?? '';
    if (statements.has(name)) throw new Error(`two statements are named ${name}`);
    statements.set(name, (blocks[at + 1] ?? '').trim());
  }
  return statements;
}

/** The first row, typed by the caller from the statement's columns (the tables are STRICT). */
export function firstRow<Row>(
  statement: StatementSync,
  ...parameters: readonly SQLInputValue[]
): Row | undefined {
  // The cast is the border between SQL and TypeScript; the contract suite runs every statement.
  return statement.get(...parameters) as Row | undefined;
}

/** All rows, typed by the caller from the statement's columns. */
export function allRows<Row>(
  statement: StatementSync,
  ...parameters: readonly SQLInputValue[]
): readonly Row[] {
  // See firstRow.
  return statement.all(...parameters) as unknown as readonly Row[];
}
