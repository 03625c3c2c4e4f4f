import { readFileSync } from 'node:fs';

/** A change of a file that no flush has put onto the disk. */
export interface Unflushed {
  readonly kind: 'write' | 'truncate';
  readonly offset: number;
  /** Of what was written, or cut off. */
  readonly length: number;
  /** Of the file before. */
  readonly size: number;
  /** What stood there before. */
  readonly replaced: Buffer;
}

interface Note extends Omit<Unflushed, 'kind'> {
  readonly kind: string;
  readonly file: string;
  readonly flush: bigint;
}

/** Eight numbers of 64 bits, as in unflushed.c. */
const headBytes = 64;

/** Which file it is, under whatever name. */
export const fileKey = (device: bigint, inode: bigint) => `${device}:${inode}`;

/** By file, what the notes of unflushed.c leave to be lost, oldest first; and how many flushes have ended. */
export function readUnflushed(log: string) {
  const changes = new Map<string, (Unflushed & { readonly at: number })[]>();
  const begun = new Map<bigint, number>();
  let [at, flushes] = [0, 0];
  for (const { kind, file, flush, ...change } of readNotes(readFileSync(log))) {
    const open = changes.get(file) ?? [];
    changes.set(file, open);
    at += 1;
    if (kind === 'W') open.push({ ...change, kind: 'write', at });
    else if (kind === 'T') open.push({ ...change, kind: 'truncate', at });
    else if (kind === 'G') changes.delete(file);
    else if (kind === 'B') begun.set(flush, at);
    else {
      const covered = begun.get(flush) ?? 0;
      changes.set(
        file,
        open.filter((one) => one.at > covered),
      );
      flushes += 1;
    }
  }
  return { changes, flushes };
}

/** The last note may be cut short by the end of the process; what it announces has not happened then. */
function* readNotes(log: Buffer): Generator<Note> {
  for (let at = 0; at + headBytes <= log.length; ) {
    const numbers = Array.from({ length: 8 }, (_, n) => log.readBigUInt64LE(at + 8 * n));
    const [kind = 0n, device = 0n, inode = 0n, offset, length, size, flush = 0n, kept] = numbers;
    const end = at + headBytes + Number(kept);
    if (end > log.length) return;
    yield {
      kind: String.fromCharCode(Number(kind)),
      file: fileKey(device, inode),
      offset: Number(offset),
      length: Number(length),
      size: Number(size),
      flush,
      replaced: log.subarray(at + headBytes, end),
    };
    at = end;
  }
}
