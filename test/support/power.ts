import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileKey, readUnflushed, type Unflushed } from './unflushed.ts';

/** The power of one folder: what its programs write is lost with it unless it was flushed. */
export interface Power {
  /** For every program that writes there. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * After its programs were killed: the folder as a disk would have kept it. Of the changes that no flush covers the
   * oldest survive, as many as this share of them, and half of the next; 0: none.
   */
  cut(share?: number): Cut;
  /** Removes what it needed beside the folder. */
  close(): void;
}

/** What a cut has met. */
export interface Cut {
  readonly flushes: number;
  /** Changes that no flush covered, and how many of them were lost. */
  readonly unflushed: number;
  readonly lost: number;
}

/** `flushMs`: what each flush takes longer, as on a disk that turns. `compiler`: see requirePart. */
export function createPower(compiler: string, directory: string, flushMs = 0): Power {
  const own = mkdtempSync(join(tmpdir(), 'anxin-power-'));
  const library = join(own, 'unflushed.so');
  const source = fileURLToPath(new URL('./unflushed.c', import.meta.url));
  execFileSync(compiler, ['-shared', '-fPIC', '-O2', '-o', library, source, '-lpthread']);
  const log = join(own, 'notes');
  return {
    env: {
      LD_PRELOAD: library,
      UNFLUSHED_IN: directory + sep,
      UNFLUSHED_LOG: log,
      FLUSH_MS: String(flushMs),
    },
    cut(share = 0) {
      if (!existsSync(log)) throw new Error('no program has begun with the power’s env');
      const { changes, flushes } = readUnflushed(log);
      rmSync(log);
      let [unflushed, lost] = [0, 0];
      for (const path of listFiles(directory)) {
        const { dev, ino } = statSync(path, { bigint: true });
        const open = changes.get(fileKey(dev, ino)) ?? [];
        const surviving = Math.floor(open.length * share);
        if (open.length > 0) loseChanges(path, open, { surviving, hasTorn: share > 0 });
        unflushed += open.length;
        lost += open.length - surviving;
      }
      return { flushes, unflushed, lost };
    },
    close: () => rmSync(own, { recursive: true }),
  };
}

function listFiles(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** Takes all changes back, the newest first, and makes the oldest anew. */
function loseChanges(
  path: string,
  changes: readonly Unflushed[],
  { surviving, hasTorn }: { readonly surviving: number; readonly hasTorn: boolean },
): void {
  const fd = openSync(path, 'r+');
  const written = changes.toReversed().map(({ kind, offset, length, size, replaced }) => {
    const bytes = Buffer.alloc(kind === 'write' ? length : 0);
    const found = bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, offset));
    ftruncateSync(fd, size);
    writeSync(fd, replaced, 0, replaced.length, offset);
    return found;
  });
  written.reverse();
  for (const [at, { kind, offset }] of changes.slice(0, surviving + Number(hasTorn)).entries()) {
    const bytes = written[at] ?? Buffer.alloc(0);
    const isTorn = at === surviving;
    if (kind === 'write') writeSync(fd, bytes, 0, bytes.length >> (isTorn ? 1 : 0), offset);
    else if (!isTorn) ftruncateSync(fd, offset);
  }
  closeSync(fd);
}
