import type { Decision, Facts } from '../policy/decision.ts';
import type { FormDefinition } from './form-definition.ts';
import type { RuleBook } from './rule-book.ts';

/** A form whose matter was decided. */
export interface DecidedForm {
  readonly rules: RuleBook;
  readonly form: FormDefinition;
  readonly decision: Decision;
  /** All that is known, also what the decision does not rest on. */
  readonly facts: Facts;
}
