import type { DialogContext, DialogTurnResult } from 'botbuilder-dialogs';
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import type { Choice } from '../src/conversation/log-entry.ts';
import { pickChoice } from '../src/forms/pick-choice.ts';
import { type EntryId, parseEntryId, parseRevisionId, type RevisionId } from '../src/kernel/ids.ts';
import type { FaqEntry } from '../src/knowledge/faq-entry.ts';
import type { Revision } from '../src/knowledge/revision.ts';
import { didYouMeanId, rootDialogId } from './dialog-ids.ts';
import { offerPerson, sayAnswer, sayReply } from './say.ts';
import { type Turn, turnOf } from './turn.ts';

export interface DidYouMeanOptions {
  /** The questions are answered from the revision in which they were offered. */
  readonly revision: RevisionId;
  readonly entryIds: readonly EntryId[];
}

interface Memory extends DidYouMeanOptions {
  readonly hasAskedTwice: boolean;
}

const none = 'none';

/** Offers the nearest questions as buttons; a tap, a number, the wording or "都不是" settles it, anything else is a new question. */
export class DidYouMeanDialog extends Dialog {
  constructor() {
    super(didYouMeanId);
  }

  override async beginDialog(
    dc: DialogContext,
    options?: DidYouMeanOptions,
  ): Promise<DialogTurnResult> {
    if (!options) return dc.endDialog();
    remember(dc, { ...options, hasAskedTwice: false });
    const turn = turnOf(dc.context);
    const choices = choicesOf(turn, offered(turn.revision, options.entryIds));
    await sayReply(dc.context, 'did-you-mean', {}, { ask: didYouMeanId, choices });
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    if (turn.said.act === 'wait') {
      await sayReply(dc.context, 'form.wait');
      return Dialog.EndOfTurn;
    }
    const memory = recall(dc);
    const revision = memory && (await turn.openRevision(memory.revision));
    // Kept by the commit that offered it; were it gone all the same, the words are asked about anew.
    if (!revision) return dc.replaceDialog(rootDialogId);
    const entries = offered(revision, memory.entryIds);
    const picked = pickChoice(turn.said, choicesOf(turn, entries));
    if (picked === 'unclear' && !memory.hasAskedTwice) {
      remember(dc, { ...memory, hasAskedTwice: true });
      const choices = choicesOf(turn, entries);
      await sayReply(dc.context, 'did-you-mean.repeat', {}, { ask: didYouMeanId, choices });
      return Dialog.EndOfTurn;
    }
    return settle(dc, turn, revision, entries, picked);
  }
}

async function settle(
  dc: DialogContext,
  turn: Turn,
  revision: Revision,
  entries: readonly FaqEntry[],
  picked: ReturnType<typeof pickChoice>,
): Promise<DialogTurnResult> {
  if (typeof picked === 'string') return dc.replaceDialog(rootDialogId);
  const entry = entries.find((candidate) => candidate.id === picked.value);
  if (entry) {
    turn.state = { ...turn.state, misses: 0 };
    await sayAnswer(dc.context, revision, entry);
    return dc.endDialog();
  }
  turn.state = { ...turn.state, misses: turn.state.misses + 1 };
  await offerPerson(dc.context, 'unknown.after-none');
  return dc.endDialog();
}

function offered(revision: Revision, entryIds: readonly EntryId[]): readonly FaqEntry[] {
  return entryIds.flatMap((id) => revision.entries.find((entry) => entry.id === id) ?? []);
}

function choicesOf(turn: Turn, entries: readonly FaqEntry[]): readonly Choice[] {
  const questions = entries.map((entry) => ({ label: entry.question, value: entry.id }));
  return [...questions, { label: turn.sentence('did-you-mean.none'), value: none }];
}

function remember(dc: DialogContext, memory: Memory): void {
  if (dc.activeDialog) dc.activeDialog.state = { ...memory };
}

/** What `remember` wrote, if this version of the program still reads it. */
function recall(dc: DialogContext): Memory | null {
  const kept: Partial<Record<keyof Memory, unknown>> = dc.activeDialog?.state ?? {};
  const revision = parseRevisionId(String(kept.revision));
  if (!revision || !Array.isArray(kept.entryIds)) return null;
  const entryIds = kept.entryIds.flatMap((id) => parseEntryId(String(id)) ?? []);
  return { revision, entryIds, hasAskedTwice: kept.hasAskedTwice === true };
}
