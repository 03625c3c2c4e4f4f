import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

// Runs scripts of package.json at the same time and tells what each said once it has ended. Fails if one fails:
// `node src/cli/side-by-side.ts lint types`.
const ended = await Promise.all(process.argv.slice(2).map(run));
const failed = ended.filter(({ isOk }) => !isOk).map(({ script }) => script);
if (failed.length > 0) {
  console.error(`failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

async function run(script: string): Promise<{ readonly script: string; readonly isOk: boolean }> {
  const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  const isOk = code === 0;
  console.log(`== ${script}: ${isOk ? 'passed' : 'failed'}\n${said}${complained}`.trimEnd());
  return { script, isOk };
}
