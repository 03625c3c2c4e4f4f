import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../../src/kernel/logger.ts';

export interface Program {
  /** For the log. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told to it on its standard input, where no other user of the machine can read it. */
  readonly input?: string;
}

/** A program that is begun again whenever it ends by itself. */
export interface KeptRunning {
  /** SIGTERM, and no new beginning; resolves when it has ended. */
  stop(): Promise<void>;
}

/** A program that cannot start at all must not fill the log. */
const restartMs = 1_000;
const stopLimitMs = 25_000;

export function keepRunning(program: Program, logger: Logger): KeptRunning {
  const { name } = program;
  const stopping = new AbortController();
  let child: ChildProcess;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      child = begin(program);
      logger.info({ program: name, pid: child.pid }, 'started');
      const [code, signal] = await ended(child);
      if (stopping.signal.aborted) return;
      logger.error({ program: name, code, signal }, 'ended by itself; beginning it again');
      await pause(restartMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const running = run();
  const killAtExit = () => child.kill('SIGKILL');
  process.on('exit', killAtExit);
  return {
    async stop() {
      stopping.abort();
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
      await running;
      clearTimeout(late);
      process.off('exit', killAtExit);
    },
  };
}

function begin({ command, args, env, input }: Program): ChildProcess {
  // A group of its own: Ctrl+C is for the first process, which ends the others in their order.
  const child = spawn(command, args, {
    env,
    detached: true,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  return child;
}

async function ended(child: ChildProcess): Promise<readonly unknown[]> {
  try {
    return await once(child, 'exit');
  } catch (error) {
    // It could not be begun.
    return [error, null];
  }
}
