import type { CheckRevision } from '../knowledge/check-knowledge-folder.ts';
import { readLexicon } from '../nlu/lexicon/read-lexicon.ts';
import type { PolicyCompiler } from '../policy/policy-compiler.ts';

/** All that is checked beyond the files' own form, by the parts that read them. */
export function createCheckRevision(policies: PolicyCompiler): CheckRevision {
  return (revision) => [...readLexicon(revision.files).problems, ...policies(revision).problems];
}
