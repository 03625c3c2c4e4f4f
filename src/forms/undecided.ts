import { hashJson } from '../kernel/hash.ts';
import type { RevisionId } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';
import type { Decision, Facts } from '../policy/decision.ts';

/** What stands in a case that no table decides: it is a person's, upon these facts. */
export function undecided(revision: RevisionId, form: string, facts: Facts): Decision {
  return {
    id: hashJson({ revision, form, facts: { ...facts } as Json }),
    revision,
    decision: form,
    outcome: { status: 'person' },
    reason: '',
    facts,
    missing: [],
    clauses: [],
    nearMiss: [],
    trace: [],
  };
}
