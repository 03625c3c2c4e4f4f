import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeFlags } from '../../../bot/node-flags.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, '../../..', name), 'utf8');

test('npm and the image begin a server with the flags that tests, benches and the cluster begin it with', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const start = `exec node ${nodeFlags.join(' ')} bot/`;

  expect(scripts.start).toBe(`${start}start.js`);
  expect(scripts.demo).toBe(`${start}demo/main.ts`);
  expect(read('Dockerfile')).toContain(
    `CMD ${JSON.stringify(['node', ...nodeFlags, 'bot/start.js']).replaceAll(',', ', ')}`,
  );
});
