import { derived } from '../knowledge/derived.ts';
import { type Problem, sortProblems } from '../knowledge/problem.ts';
import type { Revision } from '../knowledge/revision.ts';
import type { Policies } from '../policy/compile-policies.ts';
import type { PolicyCompiler } from '../policy/policy-compiler.ts';
import { type Forms, readForms } from './form-file.ts';

/** What a revision rules: what its forms ask and its tables decide. */
export interface RuleBook {
  readonly revision: Revision;
  readonly forms: Forms;
  readonly policies: Policies;
  /** An old revision may not satisfy the newest checks: it is read as far as it can be. */
  readonly problems: readonly Problem[];
}

/** The rule book of any revision, made when it is first asked for and kept while the revision is. */
export type RuleBooks = (revision: Revision) => RuleBook;

export function createRuleBooks(compile: PolicyCompiler): RuleBooks {
  const books = new WeakMap<Revision, RuleBook>();
  return (revision) => {
    const before = books.get(revision);
    if (before) return before;
    const { policies, problems } = compile(revision);
    const decisions = new Set(policies.tables.keys());
    const read = derived(revision, 'forms', () => readForms(revision, decisions));
    const book: RuleBook = {
      revision,
      policies,
      forms: read.forms,
      problems: sortProblems([...problems, ...read.problems]),
    };
    books.set(revision, book);
    return book;
  };
}
