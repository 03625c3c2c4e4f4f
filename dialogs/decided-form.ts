import type { FormDefinition } from '../src/forms/form-definition.ts';
import type { RuleBook } from '../src/forms/rule-book.ts';
import type { Decision, Facts } from '../src/policy/decision.ts';

/** A form whose matter was decided. */
export interface DecidedForm {
  readonly rules: RuleBook;
  readonly form: FormDefinition;
  readonly decision: Decision;
  /** All that is known, also what the decision does not rest on. */
  readonly facts: Facts;
}
