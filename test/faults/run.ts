// `npm run test:faults`: the fault tests alone; with `-- --long` as often as a night allows. Other words go to vitest.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  options: { long: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const child = spawn('vitest', ['run', '--project', 'faults', ...positionals], {
  env: { ...process.env, ...(values.long && { FAULTS: 'long' }) },
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
