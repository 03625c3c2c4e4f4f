// `npm run test:conversations`: all conversations with what they reach, and every wrong rule they must notice. Other words go to vitest.
import { spawn } from 'node:child_process';

const words = process.argv.slice(2);
const child = spawn('vitest', ['run', '--project', 'conversations', ...words], {
  env: { ...process.env, MUTANTS: 'all' },
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
