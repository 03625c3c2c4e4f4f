import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface StoreChild {
  readonly process: ChildProcess;
  /** The lines it has written so far, whole ones only. */
  readonly lines: readonly string[];
  /** Resolves when it has written so many lines, or has ended before. */
  until(count: number): Promise<void>;
  /** Resolves when it has ended and all it wrote is in `lines`. */
  readonly ended: Promise<void>;
}

interface WriterOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly synchronous?: 'FULL' | 'NORMAL';
}

/** Starts a process that writes to a store in `directory`; see store-writer.ts. */
export function startStoreWriter(
  directory: string,
  run: string,
  { env = {}, synchronous = 'FULL' }: WriterOptions = {},
): StoreChild {
  const script = fileURLToPath(new URL('./store-writer.ts', import.meta.url));
  return watch(
    spawn(process.execPath, [script, directory, run, synchronous], {
      env: { ...process.env, ...env },
      stdio: 'pipe',
    }),
  );
}

/** Runs a program of this repository to its end. */
export function runNode(script: string, ...args: readonly string[]) {
  return runNodeWith({}, script, ...args);
}

/** The same with some variables of the environment set. */
export async function runNodeWith(
  env: Readonly<Record<string, string>>,
  script: string,
  ...args: readonly string[]
) {
  const path = fileURLToPath(new URL(`../../${script}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], {
    stdio: 'pipe',
    env: { ...process.env, ...env },
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  const [code] = await once(child, 'close');
  return { code: Number(code), output: output.join('') };
}

/** Reads a child's lines as they come. */
export function watch(child: ChildProcess): StoreChild {
  if (child.stdout === null) throw new Error('the child has no stdout');
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const ended = Promise.all([once(reader, 'close'), once(child, 'close')]).then(() => undefined);
  return {
    process: child,
    lines,
    ended,
    until: (count) =>
      Promise.race([
        ended,
        new Promise<void>((resolve) => {
          const check = () => lines.length >= count && resolve();
          reader.on('line', check);
          check();
        }),
      ]),
  };
}
