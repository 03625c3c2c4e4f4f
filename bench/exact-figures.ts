import fc from 'fast-check';
import { readKnowledgeFolder } from '../src/knowledge/read-knowledge-folder.ts';
import { parseRevision } from '../src/knowledge/revision.ts';
import { compilePolicies } from '../src/policy/compile-policies.ts';
import { deadlinesAgree } from '../test/support/fuzz-deadlines.ts';
import { claimsAgree, ordersAgree } from '../test/support/fuzz-money.ts';

// Money and deadlines against their second implementation: npm run fuzz:figures [cases] [seed]. Exit 1 where they differ,
// with the smallest case that does.

const cases = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Math.floor(performance.timeOrigin));
const { revision } = parseRevision((await readKnowledgeFolder('knowledge')).files);
if (!revision) throw new Error('the knowledge folder has errors: run npm run knowledge:check');
const { remedies, calendar } = compilePolicies(revision).policies;
const { files } = revision;

const properties = {
  'orders split line by line and piece by piece': ordersAgree,
  'what is owed by law and promises': claimsAgree({ remedies, files }),
  'deadlines in hours, days and working days': deadlinesAgree(
    calendar,
    files.get('calendar.yaml') ?? '',
  ),
};
for (const [name, property] of Object.entries(properties)) {
  const before = process.cpuUsage();
  // Each property has its own kind of cases; all are checked alike.
  fc.assert(property as fc.IProperty<unknown>, { numRuns: cases, seed });
  const { user, system } = process.cpuUsage(before);
  const seconds = ((user + system) / 1e6).toFixed(1);
  console.log(`${name}: ${cases} cases agree (seed ${seed}, ${seconds} s of processor)`);
}
