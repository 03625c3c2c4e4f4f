// `npm run imports`: fails where an import breaks the rule, and where there was nothing to look at.
import { cruise } from './cruise.ts';

const { fileCount, violations } = cruise(process.cwd());
for (const { rule, from, to, comment } of violations) {
  console.error(`${rule}\n  ${from} → ${to}\n  ${comment}`);
}
if (fileCount === 0)
  console.error('No file was seen: either the tree is empty or the parser is missing.');
console.log(`imports: ${fileCount} files, ${violations.length} violations`);
process.exitCode = fileCount === 0 || violations.length > 0 ? 1 : 0;
