import { resolve } from 'node:path';
import { createGuards } from '../assist/guard/create-guard.ts';
import { createRuleBooks } from '../forms/rule-book.ts';
import { systemClock } from '../kernel/clock.ts';
import { checkKnowledgeFolder } from '../knowledge/check-knowledge-folder.ts';
import { isError } from '../knowledge/revision.ts';
import { compilePolicies } from '../policy/compile-policies.ts';
import { checkKnownYears } from '../policy/deadline/check-known-years.ts';
import { createCheckRevision } from '../publishing/check-revision.ts';

// Checks a knowledge folder: `npm run knowledge:check [folder]`. Exit 1 on errors, 0 on warnings.
const directory = resolve(process.argv[2] ?? 'knowledge');

try {
  const rulesOf = createRuleBooks(compilePolicies);
  const { revision, problems: inFiles } = await checkKnowledgeFolder(
    directory,
    createCheckRevision(rulesOf, createGuards()),
  );
  const { calendar } = rulesOf(revision).policies;
  const problems = [...inFiles, ...checkKnownYears(calendar, systemClock.now())];
  for (const { file, line, message, remedy, severity } of problems)
    console.log(
      `${severity === 'error' ? '错误' : '提醒'}  ${file}:${line}  ${message}  → ${remedy}`,
    );
  const open = revision.contradictions.filter(({ state }) => state === 'open').length;
  const errors = problems.filter(isError).length;
  console.log(
    `${revision.entries.length} 条问答，${revision.clauses.size} 条条款，${revision.sources.size} 个来源；` +
      `矛盾 ${revision.contradictions.length} 处，${open} 处没有处理；` +
      `${errors} 个错误，${problems.length - errors} 个提醒。`,
  );
  process.exitCode = errors > 0 ? 1 : 0;
} catch (error) {
  console.error(
    `读不到文件夹 ${directory}：${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
}
