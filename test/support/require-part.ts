import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, test } from 'vitest';

/** Programs that some tests need and npm does not bring. */
const parts = {
  compiler: { programs: ['cc', 'gcc', 'clang'], remedy: 'apt-get install gcc libc6-dev' },
  chromium: {
    // The first takes a quarter less of the processor; the others open the same pages.
    programs: [
      'chromium-headless-shell',
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
    ],
    remedy: 'apt-get install chromium fonts-noto-cjk',
  },
  openssl: { programs: ['openssl'], remedy: 'apt-get install openssl' },
  redis: { programs: ['redis-server'], remedy: 'apt-get install redis-server' },
} as const;

export type Part = keyof typeof parts;

/**
 * Begins tests that need a program of the machine: `requirePart('chromium', (chromium) => { test(…) })`.
 * Where it is missing they are skipped, aloud; in CI a missing program is a failed test.
 */
export function requirePart(part: Part, defineTests: (path: string) => void): void {
  const path = findPart(part);
  if (path !== null) {
    defineTests(path);
    return;
  }

  const problem = `no ${part} on this machine; to get it: ${parts[part].remedy}`;
  if (process.env['CI']) {
    test(`${part} is there`, () => {
      throw new Error(problem);
    });
    return;
  }
  // Straight to the terminal: the runner's own console is folded away by some reporters.
  process.stderr.write(`\nSKIPPED: ${problem}\n`);
  describe.skip(`SKIPPED: ${problem}`, () => defineTests(''));
}

/** Path of the program, or null where the machine has none. */
function findPart(part: Part): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const program of parts[part].programs) {
      const path = join(folder, program);
      if (isExecutable(path)) return path;
    }
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
