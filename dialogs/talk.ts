import type { TurnContext } from 'botbuilder-core';
import type { DialogInstance } from 'botbuilder-dialogs';
// By file: the index of the package loads recognisers for a dozen languages, 36 MB that nobody here asks.
import { DialogTurnStatus } from 'botbuilder-dialogs/lib/dialog.js';
import { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
import type { ConversationState } from '../src/conversation/conversation-state.ts';
import { wantsPerson } from '../src/nlu/wish-for-person.ts';
import { hearRephrase } from './after-feedback.ts';
import { answerMood } from './answer-mood.ts';
import { formDialogId, rootDialogId } from './dialog-ids.ts';
import { DidYouMeanDialog } from './did-you-mean-dialog.ts';
import { FormDialog } from './form-dialog.ts';
import { askForPerson, waitInQueue } from './join-queue.ts';
import { answerLaterOffer, keepLaterWishes, offerLaterWish } from './later-wishes.ts';
import { RootDialog } from './root-dialog.ts';
import { personChoice } from './say.ts';
import { type Said, turnOf } from './turn.ts';
import { WhichMatterDialog } from './which-matter-dialog.ts';

/** One message of a shopper who talks with the bot or waits: the way out first, then the open dialog, then the root. */
export type Talk = (context: TurnContext) => Promise<void>;

/**
 * Where the framework looks for the scopes and paths of its memory before it makes them anew, which it would for each
 * turn. They hold nothing of a turn.
 */
const memoryKey = 'DialogStateManagerConfiguration';

export function createTalk(): Talk {
  const dialogs = new DialogSet();
  dialogs.add(new RootDialog());
  dialogs.add(new DidYouMeanDialog());
  dialogs.add(new WhichMatterDialog());
  dialogs.add(new FormDialog());
  const isKnown = ({ id }: DialogInstance) => dialogs.find(id) !== undefined;
  let memory: object | undefined;

  async function runDialogs(context: TurnContext, stack: Stack): Promise<void> {
    if (memory !== undefined) context.turnState.set(memoryKey, memory);
    const dc = new DialogContext(dialogs, context, stack);
    memory ??= context.turnState.get(memoryKey);
    const continued = await dc.continueDialog();
    if (continued.status === DialogTurnStatus.empty) await dc.beginDialog(rootDialogId);
    const turn = turnOf(context);
    const dialog = stack.dialogStack.length > 0 ? { ...stack } : {};
    turn.state = { ...turn.state, dialog };
  }

  return async (context) => {
    const turn = turnOf(context);
    await answerMood(context);
    if (turn.state.owner.kind === 'queue') return waitInQueue(context);
    if (isWayOut(turn.said)) return askForPerson(context);
    if (await hearRephrase(context)) return undefined;
    const offer = await answerLaterOffer(context);
    if (offer === 'settled') return undefined;
    keepLaterWishes(turn);
    const stack = offer === 'taken' ? { dialogStack: [] } : openStack(turn.state, isKnown);
    await runDialogs(context, stack);
    return offerLaterWish(context, stack.dialogStack.length === 0);
  };
}

/** A type and no interface: it is kept as JSON, which interfaces do not fit. */
type Stack = { dialogStack: DialogInstance[] };

function isWayOut({ interpretation, choice }: Said): boolean {
  return choice === personChoice || wantsPerson(interpretation);
}

/**
 * The framework changes its stack in place, so it gets a copy. A stack with a dialog that this version of the
 * program does not have is dropped: the shopper begins at the root instead of being stuck. An open form is on it
 * again when a person has had the conversation in between.
 */
function openStack(
  { dialog, form }: ConversationState,
  isKnown: (instance: DialogInstance) => boolean,
): Stack {
  const { dialogStack } = structuredClone(dialog);
  const isWhole = Array.isArray(dialogStack) && dialogStack.every(isKnown);
  const stack: DialogInstance[] = isWhole ? dialogStack : [];
  const isMissing = form !== null && !stack.some(({ id }) => id === formDialogId);
  return { dialogStack: isMissing ? [{ id: formDialogId, state: {} }] : stack };
}
