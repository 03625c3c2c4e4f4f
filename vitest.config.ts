import { join } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const quickMs = 10_000;
const serverMs = 60_000;
const faultMs = 180_000;

// As `npm start` does, for the threads and processes that tests begin by the hundred.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'dist', 'compile-cache');

/** Where a file is set, the counts of the run are written there too, for a machine to read. */
const reportFile = process.env['TEST_REPORT'];

/**
 * Groups run one after another. Quick projects share two workers; whoever starts servers and browsers runs alone,
 * one file at a time, so that a deadline missed there is a fault of ours and not of the machine.
 */
export default defineConfig({
  test: {
    reporters: reportFile === undefined ? ['default'] : ['default', 'json'],
    ...(reportFile === undefined ? {} : { outputFile: { json: reportFile } }),
    projects: [
      ...['unit', 'contract', 'architecture', 'conversations', 'evaluation'].map(quickProject),
      aloneProject('http', 1, serverMs),
      aloneProject('browser', 2, serverMs),
      aloneProject('faults', 3, faultMs),
    ],
  },
});

function quickProject(name: string): TestProjectInlineConfiguration {
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      maxWorkers: 2,
      testTimeout: name === 'architecture' ? serverMs : quickMs,
      hookTimeout: name === 'architecture' ? serverMs : quickMs,
      sequence: { groupOrder: 0 },
    },
  };
}

function aloneProject(
  name: string,
  groupOrder: number,
  timeoutMs: number,
): TestProjectInlineConfiguration {
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      fileParallelism: false,
      globalSetup: ['test/support/prepare-model.ts'],
      testTimeout: timeoutMs,
      hookTimeout: timeoutMs,
      sequence: { groupOrder },
    },
  };
}
