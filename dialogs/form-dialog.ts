import type { DialogContext, DialogTurnResult } from 'botbuilder-dialogs';
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import { beginForm } from '../src/forms/change-form.ts';
import type { FormOpening } from '../src/forms/form-definition.ts';
import { formFromJson, formToJson } from '../src/forms/form-state.ts';
import { formIn } from '../src/forms/matter-form.ts';
import { parseClauseId } from '../src/kernel/ids.ts';
import { citationOf } from '../src/knowledge/citation.ts';
import type { Intent } from '../src/nlu/intents.ts';
import { formDialogId, rootDialogId } from './dialog-ids.ts';
import { goOn } from './form-go.ts';
import { takeMessage } from './form-turn.ts';
import { closeForm, keeping, type OpenForm } from './open-form.ts';
import { remindOfWaiting } from './remind-of-waiting.ts';
import { say, sayAnswer, sayReply } from './say.ts';
import { turnOf } from './turn.ts';

export type FormOptions =
  | {
      /** Name of the form to begin. */
      readonly form: string;
      readonly intent: Intent;
    }
  /** The form that was given up goes on. */
  | { readonly takenUp: true };

/**
 * One matter from its first word to its case: asks what a decision needs, in the order that settles most, and
 * understands several answers at once, corrections, questions in the middle and second thoughts. What is known
 * stands in the conversation's state, not in the framework's stack, so that it outlives a person's taking over.
 */
export class FormDialog extends Dialog {
  constructor() {
    super(formDialogId);
  }

  override async beginDialog(dc: DialogContext, options?: FormOptions): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    if (options && 'takenUp' in options) return takeUp(dc);
    const form = options && turn.rules.forms.get(options.form);
    if (!form) return dc.endDialog();
    const { now, revision } = turn;
    const begun = beginForm(form, { revision: revision.id, intent: options.intent, now });
    turn.state = { ...turn.state, misses: 0, form: formToJson(begun), givenUp: null };
    if (form.opening) await sayOpening(dc.context, form.opening);
    if (form.answersFirst === true) await sayWhatIsKnown(dc.context);
    await remindOfWaiting(dc.context);
    return this.continueDialog(dc);
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const open = await openForm(dc);
    if (!open) return giveUp(dc);
    const taken = await takeMessage(open);
    if (taken === 'not-ours') return dc.replaceDialog(rootDialogId);
    return turnOf(dc.context).state.form === null ? dc.endDialog() : Dialog.EndOfTurn;
  }
}

/** What cannot wait for an answer. */
async function sayOpening(context: DialogContext['context'], opening: FormOpening): Promise<void> {
  const { revision } = turnOf(context);
  const citations = opening.clauses.flatMap((text) => {
    const clauseId = parseClauseId(text);
    return clauseId && revision.clauses.has(clauseId) ? [citationOf(revision, clauseId)] : [];
  });
  await say(context, opening.text, { citations });
}

/** The rule of the matter, where there is one: a person will go by it too. */
async function sayWhatIsKnown(context: DialogContext['context']): Promise<void> {
  const turn = turnOf(context);
  const { zone, hits } = turn.search(turn.said.text);
  const best = hits[0];
  if (zone === 'answer' && best) await sayAnswer(context, turn.revision, best.entry);
}

async function takeUp(dc: DialogContext): Promise<DialogTurnResult> {
  const turn = turnOf(dc.context);
  turn.state = { ...turn.state, misses: 0, form: turn.state.givenUp, givenUp: null };
  const open = await openForm(dc);
  if (!open) return giveUp(dc);
  await sayReply(dc.context, 'form.taken-up', { title: open.form.title });
  await goOn(keeping(open, { ...open.state, lastAt: turn.now }));
  return turn.state.form === null ? dc.endDialog() : Dialog.EndOfTurn;
}

/** The open form under the revision it began with; `null` when that cannot be read any more. */
async function openForm(dc: DialogContext): Promise<OpenForm | null> {
  const turn = turnOf(dc.context);
  const state = formFromJson(turn.state.form);
  const rules = state && (await turn.openRules(state.revision));
  const form = state && rules && formIn(rules, state);
  return state && rules && form ? { dc, turn, rules, form, state } : null;
}

/** Better to begin anew than to be stuck. */
async function giveUp(dc: DialogContext): Promise<DialogTurnResult> {
  closeForm({ dc });
  await sayReply(dc.context, 'form.lost');
  return dc.endDialog();
}
