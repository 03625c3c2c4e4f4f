import { fileURLToPath } from 'node:url';

// Plain JavaScript, so that an old Node can read it and say what is wrong.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `Anxin needs Node 24 or newer, this is ${process.versions.node}. ` +
      'Start it with "npm start" (npm brings its own Node 24), or install Node 24.',
  );
  process.exit(1);
}
// What was compiled is kept: the second start spares half a second of reading TypeScript. Node goes on without it
// where the folder cannot be written. The environment tells the threads and the processes that this one begins.
const { enableCompileCache } = await import('node:module');
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../dist/compile-cache', import.meta.url));
enableCompileCache(process.env.NODE_COMPILE_CACHE);
const { findBuiltServer } = await import('../src/cli/server-build.ts');
await import(findBuiltServer() ?? './main.ts');
