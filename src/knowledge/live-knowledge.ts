import { type FSWatcher, watch as watchFolder } from 'node:fs';
import { AppError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import {
  type CheckRevision,
  checkKnowledgeFolder,
  type KeptReadings,
} from './check-knowledge-folder.ts';
import type { Problem } from './problem.ts';
import { isError, type Revision } from './revision.ts';

/** A revision and what was built from it, swapped as one. */
export interface Current<T> {
  readonly revision: Revision;
  readonly prepared: T;
}

/** The revision in force, kept in step with the folder. */
export interface LiveKnowledge<T> {
  current(): Current<T>;
  /** Of the last reading, whether it came into force or not. */
  problems(): readonly Problem[];
  /** Reads the folder again: `swapped` in, `unchanged`, or `broken` and the last good one stays. */
  reload(): Promise<'swapped' | 'unchanged' | 'broken'>;
  /** Calls back after each swap; returns the way to stop. */
  onSwap(listener: (current: Current<T>) => void): () => void;
  close(): void;
}

export interface LiveKnowledgeOptions<T> {
  readonly directory: string;
  /** Builds what depends on a revision (indexes). Must not change the revision; if it throws, the revision counts as broken. */
  readonly prepare: (revision: Revision) => T;
  /** Further checks: an error of theirs keeps a revision from coming into force. */
  readonly check?: CheckRevision;
  /** Where readings outlive the program. */
  readonly kept?: KeptReadings;
  readonly logger: Logger;
  /** Follow changes of the folder by itself. */
  readonly watch: boolean;
}

/** Editors write a file in several steps, and several files at once: read when it has been quiet for this long. */
const quietMs = 300;
const problemsNamed = 8;

/** Opens the folder. It must be sound the first time, or KNOWLEDGE_INVALID is thrown with the first problems by file and line. */
export async function openLiveKnowledge<T>(
  options: LiveKnowledgeOptions<T>,
): Promise<LiveKnowledge<T>> {
  const { directory, prepare, logger } = options;
  const first = await readFolder(options);
  if (!first.revision) throw invalid(directory, first.problems);
  let current: Current<T> = { revision: first.revision, prepared: prepare(first.revision) };
  options.kept?.keepDerived(current.revision);
  let problems = first.problems;
  const listeners = new Set<(current: Current<T>) => void>();

  async function readAgain(): Promise<'swapped' | 'unchanged' | 'broken'> {
    const reading = await readFolder(options);
    problems = reading.problems;
    const { revision } = reading;
    if (!revision) return reportBroken(logger, current.revision, problems);
    if (revision.id === current.revision.id) return 'unchanged';
    current = { revision, prepared: prepare(revision) };
    options.kept?.keepDerived(revision);
    logger.info(
      { revision: revision.id, entries: revision.entries.length },
      'knowledge swapped in',
    );
    for (const listener of listeners) listener(current);
    return 'swapped';
  }

  // One reading at a time: a later one must not be overtaken by an earlier one.
  let turn: Promise<unknown> = Promise.resolve();
  function reload(): Promise<'swapped' | 'unchanged' | 'broken'> {
    const result = turn.then(readAgain).catch((error: unknown) => {
      logger.error({ err: error }, 'knowledge could not be read; the last good revision stays');
      return 'broken' as const;
    });
    turn = result;
    return result;
  }

  const stopWatching = options.watch
    ? watchQuietly(directory, () => void reload(), logger)
    : () => {};
  return {
    current: () => current,
    problems: () => problems,
    reload,
    onSwap(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      stopWatching();
      listeners.clear();
    },
  };
}

async function readFolder({
  directory,
  check,
  kept,
}: Pick<LiveKnowledgeOptions<never>, 'directory' | 'check' | 'kept'>): Promise<{
  revision: Revision | null;
  problems: readonly Problem[];
}> {
  const { revision, problems } = await checkKnowledgeFolder(directory, check, kept);
  return { revision: problems.some(isError) ? null : revision, problems };
}

function reportBroken(logger: Logger, kept: Revision, problems: readonly Problem[]): 'broken' {
  const errors = problems.filter(isError);
  logger.error(
    { kept: kept.id, errors: errors.length, first: describe(errors) },
    'knowledge folder is broken; the last good revision stays',
  );
  return 'broken';
}

function describe(errors: readonly Problem[]): readonly string[] {
  return errors
    .slice(0, problemsNamed)
    .map(({ file, line, message, remedy }) => `${file}:${line}  ${message}  → ${remedy}`);
}

function invalid(directory: string, problems: readonly Problem[]): AppError {
  const errors = problems.filter(isError);
  const lines = describe(errors).join('\n');
  return new AppError(
    'KNOWLEDGE_INVALID',
    `the knowledge folder ${directory} has ${errors.length} error(s); run "npm run knowledge:check":\n${lines}`,
    { details: describe(errors) },
  );
}

function watchQuietly(directory: string, onQuiet: () => void, logger: Logger): () => void {
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;
  try {
    watcher = watchFolder(directory, { recursive: true, persistent: false }, () => {
      clearTimeout(timer);
      timer = setTimeout(onQuiet, quietMs).unref();
    });
    watcher.on('error', (error) =>
      logger.warn({ err: error }, 'watching the knowledge folder failed'),
    );
  } catch (error) {
    // A system without free watches still serves; the operator reloads by restarting.
    logger.warn({ err: error }, 'the knowledge folder cannot be watched');
  }
  return () => {
    clearTimeout(timer);
    watcher?.close();
  };
}
