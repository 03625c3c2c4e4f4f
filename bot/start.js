// Plain JavaScript, so that an old Node can read it and say what is wrong.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `Anxin needs Node 24 or newer, this is ${process.versions.node}. ` +
      'Start it with "npm start" (npm brings its own Node 24), or install Node 24.',
  );
  process.exit(1);
}
await import('./main.ts');
