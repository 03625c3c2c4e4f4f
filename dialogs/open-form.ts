import type { DialogContext } from 'botbuilder-dialogs';
import type { FormDefinition } from '../src/forms/form-definition.ts';
import { type FormState, formToJson } from '../src/forms/form-state.ts';
import type { RuleBook } from '../src/forms/rule-book.ts';
import { type Turn, turnOf } from './turn.ts';

/** After this many answers that did not fit, a person is offered beside the question. */
export const missesUntilPerson = 2;

/** A form in the middle of a turn. */
export interface OpenForm {
  readonly dc: DialogContext;
  readonly turn: Turn;
  readonly rules: RuleBook;
  readonly form: FormDefinition;
  readonly state: FormState;
}

/** The same form with another state, which is also what the commit keeps. */
export function keeping(open: OpenForm, state: FormState): OpenForm {
  keep(open, state);
  return { ...open, state };
}

/** The form is over. */
export function closeForm(open: Pick<OpenForm, 'dc'>): void {
  keep(open, null);
}

function keep({ dc }: Pick<OpenForm, 'dc'>, state: FormState | null): void {
  const turn = turnOf(dc.context);
  turn.state = { ...turn.state, form: formToJson(state) };
}
