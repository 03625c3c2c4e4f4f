import { join } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { patienceMs } from './test/support/patience.ts';

/** Nothing waits for it when all is well. */
const testMs = 300_000;

// As `npm start` does, for the threads and processes that tests begin by the hundred.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'dist', 'compile-cache');

type ProjectSettings = NonNullable<TestProjectInlineConfiguration['test']>;

/** Where a file is set, the counts of the run are written there too, for a machine to read. */
const reportFile = process.env['TEST_REPORT'];

/**
 * Where real servers, browsers and Redis meet, one may be late or a pointer may miss what moves away under it. The report
 * names who needed a second try: look why. Faults get none, as what happens once in twenty is what they are there for.
 */
const retry = 1;

/**
 * Two groups run one after another: quick projects, then those that start servers and browsers.
 * Their tests wait for what happens and not for a time, so a neighbour costs them patience and nothing else.
 *
 * Files do not get a process each: no module of ours does anything when it is imported, and importing all of them
 * takes longer than most files.
 */
export default defineConfig({
  test: {
    // Node runs our sources as they are, here as in a server: nothing of ours needs Vite before it can run.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    reporters: reportFile === undefined ? ['default'] : ['default', 'json'],
    ...(reportFile === undefined ? {} : { outputFile: { json: reportFile } }),
    projects: [
      ...['unit', 'architecture', 'conversations', 'evaluation'].map((name) => quickProject(name)),
      quickProject('contract', { retry }),
      alone('http', { retry }),
      alone('faults'),
      alone('browser', { retry }),
    ],
  },
});

function quickProject(name: string, more: ProjectSettings = {}): TestProjectInlineConfiguration {
  return project(name, { ...more, sequence: { groupOrder: 0 } });
}

function alone(name: string, more: ProjectSettings = {}): TestProjectInlineConfiguration {
  return project(name, {
    ...more,
    globalSetup: ['test/support/prepare-model.ts'],
    sequence: { groupOrder: 1 },
    // Twice the two cores: their tests wait for other processes a third of the time and more, and kills for clients.
    maxWorkers: 4,
  });
}

function project(name: string, more: ProjectSettings): TestProjectInlineConfiguration {
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      isolate: false,
      // One more than there are cores: stores wait for the disk, and conversations for their stores.
      maxWorkers: 3,
      testTimeout: testMs,
      hookTimeout: testMs,
      expect: { poll: { timeout: patienceMs } },
      ...more,
    },
  };
}
