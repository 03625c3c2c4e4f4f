import { derived } from '../knowledge/derived.ts';
import type { Revision } from '../knowledge/revision.ts';
import { type Compilation, compilePolicies } from './compile-policies.ts';

/** The decision tables of any revision, compiled when they are first asked for and kept with it. */
export type PolicyCompiler = (revision: Revision) => Compilation;

export const policiesOf: PolicyCompiler = (revision) =>
  derived(revision, 'policies', () => compilePolicies(revision));
