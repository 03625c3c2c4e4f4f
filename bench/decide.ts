import { readKnowledgeFolder } from '../src/knowledge/read-knowledge-folder.ts';
import { parseRevision } from '../src/knowledge/revision.ts';
import { addDays, dayOf } from '../src/policy/calendar.ts';
import { compilePolicies, type Policies } from '../src/policy/compile-policies.ts';
import { decide } from '../src/policy/decide.ts';
import type { Facts } from '../src/policy/decision.ts';
import { evaluate } from '../src/policy/evaluate.ts';
import { percentile } from './support/percentiles.ts';

// How long a decision takes: node bench/decide.ts. The floor is the same table read row by row on the same facts,
// without the exact answer to what can still matter, near misses or an id. Processor time is the mean and does not
// depend on what else the machine does.

const { revision } = parseRevision((await readKnowledgeFolder('knowledge')).files);
if (!revision) throw new Error('the knowledge folder has errors: run npm run knowledge:check');
const at = Date.UTC(2026, 10, 25, 4);
const shirt = {
  reason: 'no_reason',
  seller_type: 'self',
  product_category: 'clothing',
  receipt_date: addDays(dayOf(at), -2),
  used: false,
} as const;
const questions: Readonly<Record<string, Facts>> = {
  'nothing known': {},
  'reason known': { reason: shirt.reason },
  'all but one': { ...shirt, used: undefined },
  'all known, granted': shirt,
  'all known, refused': { ...shirt, receipt_date: addDays(dayOf(at), -9) },
};

const compileMs = Array.from({ length: 20 }, () => timed(() => compilePolicies(revision)));
const { policies } = compilePolicies(revision);
console.log(`${policies.compiled.size} tables compiled and checked in ${spread(compileMs)} ms`);
for (const [name, facts] of Object.entries(questions)) measure(policies, name, facts);

function measure(compiled: Policies, name: string, facts: Facts): void {
  const table = compiled.tables.get('return');
  if (!table) throw new Error('no table "return"');
  const { facts: derived } = decide(compiled, { decision: 'return', facts, at });
  const known = new Map(
    Object.entries(derived).flatMap(([fact, value]) =>
      value === undefined ? [] : [[fact, value] as const],
    ),
  );
  const context = { tables: compiled.tables, known, note: () => {} };
  const ours = repeat(() => decide(compiled, { decision: 'return', facts, at }));
  const floor = repeat(() => evaluate(table, context));
  console.log(`${name}: decide ${ours}; reading the rows alone ${floor}`);
}

function repeat(run: () => unknown): string {
  for (let warm = 0; warm < 500; warm += 1) run();
  const before = process.cpuUsage();
  const times = Array.from({ length: 3000 }, () => timed(run));
  const { user, system } = process.cpuUsage(before);
  const cpuMs = (user + system) / 1000 / times.length;
  return `${spread(times)} ms, processor ${cpuMs.toFixed(3)} ms`;
}

function timed(run: () => unknown): number {
  const before = performance.now();
  run();
  return performance.now() - before;
}

function spread(times: readonly number[]): string {
  return `${percentile(times, 0.5).toFixed(3)} / ${percentile(times, 0.99).toFixed(3)}`;
}
