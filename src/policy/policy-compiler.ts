import type { Revision } from '../knowledge/revision.ts';
import { type Compilation, compilePolicies } from './compile-policies.ts';

/** The decision tables of any revision, compiled when they are first asked for and kept while the revision is. */
export type PolicyCompiler = (revision: Revision) => Compilation;

export function createPolicyCompiler(): PolicyCompiler {
  const compiled = new WeakMap<Revision, Compilation>();
  return (revision) => {
    const before = compiled.get(revision);
    if (before) return before;
    const compilation = compilePolicies(revision);
    compiled.set(revision, compilation);
    return compilation;
  };
}
