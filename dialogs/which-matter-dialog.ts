import type { DialogContext, DialogTurnResult } from 'botbuilder-dialogs';
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import type { Choice } from '../src/conversation/log-entry.ts';
import { pickChoice } from '../src/forms/pick-choice.ts';
import { type Intent, isIntent } from '../src/nlu/intents.ts';
import { rootDialogId, whichMatterId } from './dialog-ids.ts';
import { offerPerson, sayReply } from './say.ts';
import { type Turn, turnOf } from './turn.ts';

export interface WhichMatterOptions {
  /** Two or three, the likeliest first. */
  readonly intents: readonly Intent[];
  /** What was said: the matter begins with it. */
  readonly text: string;
}

/** How the root goes on after the question: with what was chosen, or with something else, without asking again. */
export type AfterQuestion = { readonly chosen: Intent } | { readonly isAsked: true };

/** Two matters are near: asks which one is meant, once. A tap, a number or the words settle it; a miss leads to a person. */
export class WhichMatterDialog extends Dialog {
  constructor() {
    super(whichMatterId);
  }

  override async beginDialog(
    dc: DialogContext,
    options?: WhichMatterOptions,
  ): Promise<DialogTurnResult> {
    if (!options || !dc.activeDialog) return dc.endDialog();
    dc.activeDialog.state = { ...options };
    const choices = choicesOf(turnOf(dc.context), options.intents);
    await sayReply(dc.context, 'which-matter', {}, { ask: whichMatterId, choices });
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    if (turn.said.choice === null && turn.said.act === 'wait') {
      await sayReply(dc.context, 'form.wait');
      return Dialog.EndOfTurn;
    }
    const { intents, text } = recall(dc);
    const picked = pickedIn(turn, choicesOf(turn, intents));
    if (picked === 'other') return dc.replaceDialog(rootDialogId, { isAsked: true });
    if (picked === 'missed') {
      turn.state = { ...turn.state, misses: turn.state.misses + 1 };
      await offerPerson(dc.context, 'which-matter.missed');
      return dc.endDialog();
    }
    const { files } = turn.said;
    const said = turn.read(text);
    const interpretation = { ...said.interpretation, intent: picked, confidence: 1 };
    turn.said = { ...said, files, interpretation };
    return dc.replaceDialog(rootDialogId, { chosen: picked });
  }
}

const none = /^(?:都不|不|全不)是|^都不对|^都不|^没有/u;

function pickedIn(turn: Turn, choices: readonly Choice[]): Intent | 'missed' | 'other' {
  const { said } = turn;
  if (said.choice === null && (said.act === 'no' || none.test(said.text))) return 'missed';
  const picked = pickChoice(said, choices);
  if (picked === 'unclear') return 'missed';
  const value = picked === 'other' ? namedIn(said.text, choices) : picked.value;
  return value !== null && isIntent(value) ? value : 'other';
}

/** Longer words say more than which one is meant. */
const longestAnswer = 10;

/** 我要退货 names the button 退货, if it names no other. */
function namedIn(text: string, choices: readonly Choice[]): string | null {
  const named = choices.filter(({ label }) => text.includes(label));
  return named.length === 1 && text.length <= longestAnswer ? (named[0]?.value ?? null) : null;
}

function choicesOf({ revision, sentence }: Turn, intents: readonly Intent[]): readonly Choice[] {
  return intents.map((intent) => ({
    label:
      intent === 'faq'
        ? sentence('which-matter.rule')
        : (revision.intents.get(intent)?.title ?? intent),
    value: intent,
  }));
}

/** What `beginDialog` wrote. */
function recall(dc: DialogContext): WhichMatterOptions {
  const kept: Partial<Record<keyof WhichMatterOptions, unknown>> = dc.activeDialog?.state ?? {};
  const intents = Array.isArray(kept.intents) ? kept.intents.map(String).filter(isIntent) : [];
  return { intents, text: String(kept.text ?? '') };
}
