import type { TurnContext } from 'botbuilder-core';
import type { DialogContext, DialogTurnResult } from 'botbuilder-dialogs';
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import type { Choice } from '../src/conversation/log-entry.ts';
import { dialogsOf, ordersDialog, statusDialog } from '../src/forms/dialogs-of.ts';
import { asksRule } from '../src/nlu/asks-rule.ts';
import { type Command, chooseCommand, isAnsweredFirst } from '../src/nlu/choose-command.ts';
import { doubtsRefusal } from '../src/nlu/doubts-refusal.ts';
import { type Intent, isIntent } from '../src/nlu/intents.ts';
import { smallTalk } from '../src/nlu/small-talk.ts';
import type { FaqResult } from '../src/search/faq-result.ts';
import { foundFor } from '../src/search/search-answers.ts';
import { didYouMeanId, formDialogId, rootDialogId, whichMatterId } from './dialog-ids.ts';
import type { DidYouMeanOptions } from './did-you-mean-dialog.ts';
import type { FormOptions } from './form-dialog.ts';
import { askForPerson } from './join-queue.ts';
import { answerLoneWord, takeUpAgain } from './lone-words.ts';
import { offerPerson, sayAnswer, sayReply } from './say.ts';
import { asksHowFar, hasOrderRequests, sayCase, sayStatus } from './say-case.ts';
import { sayOrders } from './say-orders.ts';
import { isSupplement, takeForCase } from './take-for-case.ts';
import { type Turn, turnOf } from './turn.ts';
import type { AfterQuestion, WhichMatterOptions } from './which-matter-dialog.ts';

/** `value` of the button that begins a matter, before its intent. */
const matterChoice = 'matter.';

/** Where every message arrives that no open dialog takes: it begins a matter, is answered, asked back, or admitted unknown. */
export class RootDialog extends Dialog {
  constructor() {
    super(rootDialogId);
  }

  override async beginDialog(dc: DialogContext, after?: AfterQuestion): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const { text, interpretation } = turn.said;
    const settled = await settleFirst(dc, turn);
    if (settled) return settled;
    const alone = foundFor(interpretation.intent, turn.search(text));
    const tapped = tappedMatter(turn);
    if (tapped !== null) return beginMatter(dc, tapped);
    if (after && 'chosen' in after) return beginChosen(dc, after.chosen, alone);
    const leaning = turn.searchLeaning();
    const found = leaning ?? alone;
    if (found.confidence < 1 && (await isLeftOver(turn))) {
      await sayLeftOver(dc.context, turn);
      return dc.endDialog();
    }
    const takenUp = await takeUpAgain(dc);
    if (takenUp) return takenUp;
    if (found.confidence < 1 && (await answerLoneWord(dc, turn))) return dc.endDialog();
    // 那换货呢 asks on, and begins no exchange.
    if (leaning && leaning.zone !== 'abstain') return tell(dc, leaning);
    return choose(dc, found, after !== undefined);
  }
}

/** What has no words, or says that it is for a case. */
async function settleFirst(dc: DialogContext, turn: Turn): Promise<DialogTurnResult | null> {
  const { text, files } = turn.said;
  if (text !== '' && !isSupplement(turn)) return null;
  const isForCase = text !== '' || files > 0;
  if (isForCase && (await takeForCase(dc.context))) return dc.endDialog();
  if (text !== '') return null;
  await sayReply(dc.context, files > 0 ? 'file-received' : 'empty');
  return dc.endDialog();
}

/** Chooses and does it; after a question which matter is meant, it asks no other. */
async function choose(
  dc: DialogContext,
  found: FaqResult,
  isAsked: boolean,
): Promise<DialogTurnResult> {
  const turn = turnOf(dc.context);
  const { interpretation } = turn.said;
  const dialogs = await dialogsIn(turn);
  const command = chooseCommand({ interpretation, search: found, dialogs, isAsked });
  if (!isAsked || !isNoReply(command)) return obey(dc, command, found);
  await missed(dc.context, turn);
  return dc.endDialog();
}

/** Tells what is sure, or asks which was meant. */
async function tell(dc: DialogContext, found: FaqResult): Promise<DialogTurnResult> {
  if (found.zone !== 'answer') return clarify(dc, found);
  await answer(dc.context, turnOf(dc.context), found);
  return dc.endDialog();
}

/** Does what was chosen. */
async function obey(
  dc: DialogContext,
  command: Command,
  found: FaqResult,
): Promise<DialogTurnResult> {
  const turn = turnOf(dc.context);
  switch (command.kind) {
    case 'start':
      return start(dc, command.dialog, found);
    case 'clarify':
      return clarify(dc, found);
    case 'ask-matter':
      return askMatter(dc, command.intents);
    case 'answer':
      await answer(dc.context, turn, found, await matterButton(turn));
      break;
    case 'handoff':
      await askForPerson(dc.context);
      break;
    case 'chitchat':
      await chat(dc.context, turn);
      break;
    case 'refuse':
      if (!(await takeForCase(dc.context))) await sayReply(dc.context, 'out-of-scope');
      break;
    case 'unknown':
      if (!(await takeForCase(dc.context))) await sayUnknown(dc.context, turn);
      break;
    default:
      command satisfies never;
  }
  return dc.endDialog();
}

/** A button of a question that is over, or a second 确认 after the case was opened. */
async function isLeftOver(turn: Turn): Promise<boolean> {
  const { choice, act, text, interpretation } = turn.said;
  if (choice !== null) return true;
  // 我要退 300100000105 begins something else.
  const namesGoods = interpretation.entities.some(
    ({ type }) => type === 'order_id' || type === 'product_category',
  );
  const isNod = act === 'yes' && smallTalk(text) === null && !namesGoods;
  return isNod && (await turn.cases()).length > 0;
}

async function sayLeftOver(context: TurnContext, turn: Turn): Promise<void> {
  const [newest] = await turn.cases();
  const isYes = turn.said.act === 'yes';
  if (newest && isYes) return sayCase(context, newest, turn.sentence('case.submitted-already'));
  await sayReply(context, 'button-old');
}

/** With a case open, 到哪一步了 is about the case. */
async function dialogsIn(turn: Turn): Promise<ReadonlyMap<Intent, string>> {
  const dialogs = dialogsOf(turn.rules.forms);
  return (await asksForCase(turn))
    ? new Map([...dialogs, ['order_status', statusDialog]])
    : dialogs;
}

async function asksForCase({ said, cases }: Turn): Promise<boolean> {
  const { interpretation } = said;
  if (interpretation.intent !== 'order_status' || !asksHowFar(interpretation)) return false;
  return (await cases()).some(({ status }) => status !== 'closed');
}

/** Nothing to say but another question, or that we do not know. */
const isNoReply = ({ kind }: Command) => kind === 'clarify' || kind === 'unknown';

async function missed(context: TurnContext, turn: Turn): Promise<void> {
  turn.state = { ...turn.state, misses: turn.state.misses + 1 };
  await offerPerson(context, 'which-matter.missed');
}

async function askMatter(dc: DialogContext, intents: readonly Intent[]): Promise<DialogTurnResult> {
  const { original } = turnOf(dc.context).said.interpretation.text;
  const options: WhichMatterOptions = { intents, text: original };
  return dc.replaceDialog(whichMatterId, options);
}

async function beginMatter(dc: DialogContext, intent: Intent): Promise<DialogTurnResult> {
  const form = (await dialogsIn(turnOf(dc.context))).get(intent);
  const options: FormOptions | undefined = form === undefined ? undefined : { form, intent };
  return options ? dc.replaceDialog(formDialogId, options) : dc.endDialog();
}

/** Begins what was chosen; what has neither dialog nor answer is a person's. */
async function beginChosen(
  dc: DialogContext,
  intent: Intent,
  found: FaqResult,
): Promise<DialogTurnResult> {
  const turn = turnOf(dc.context);
  const dialog = (await dialogsIn(turn)).get(intent);
  if (dialog !== undefined) return start(dc, dialog, found);
  const title = turn.revision.intents.get(intent)?.title ?? intent;
  if (found.zone === 'answer') await answer(dc.context, turn, found);
  else if (intent === 'faq') await offerPerson(dc.context, 'unknown.after-none');
  else await offerPerson(dc.context, 'which-matter.person', { title });
  return dc.endDialog();
}

async function start(
  dc: DialogContext,
  dialog: string,
  found: FaqResult,
): Promise<DialogTurnResult> {
  const turn = turnOf(dc.context);
  const { intent } = turn.said.interpretation;
  if (dialog === statusDialog || dialog === ordersDialog) {
    const isRule = found.zone === 'answer' && (await asksForRule(turn, dialog));
    if (isRule) await answer(dc.context, turn, found);
    else await (dialog === statusDialog ? sayStatus(dc.context) : sayOrders(dc.context));
    return dc.endDialog();
  }
  const options: FormOptions = { form: dialog, intent };
  return dc.replaceDialog(formDialogId, options);
}

/** 退款多久到账 of somebody without a case asks how the rule works; 钱咋还没退 of somebody with a request asks for that. */
async function asksForRule(turn: Turn, dialog: string): Promise<boolean> {
  const isQuestion = asksRule(turn.said.text);
  if (dialog === ordersDialog) return isQuestion || turn.orders === null;
  if ((await turn.cases()).length > 0) return false;
  return isQuestion || !(await hasOrderRequests(turn));
}

async function answer(
  context: TurnContext,
  turn: Turn,
  { hits }: FaqResult,
  choices: readonly Choice[] = [],
): Promise<void> {
  const best = hits[0];
  if (!best) return sayUnknown(context, turn);
  turn.state = { ...turn.state, misses: 0 };
  await sayAnswer(context, turn.revision, best.entry, choices);
}

/** Whoever asks how a matter works may have one: beside the answer stands the way to a case. */
async function matterButton(turn: Turn): Promise<readonly Choice[]> {
  const { intent } = turn.said.interpretation;
  const dialog = (await dialogsIn(turn)).get(intent);
  const isOfAnother = doubtsRefusal(turn.said.text);
  if (dialog === undefined || !isAnsweredFirst(dialog) || isOfAnother) return [];
  return [{ label: turn.sentence('matter.begin'), value: `${matterChoice}${intent}` }];
}

/** The matter whose button was tapped. */
function tappedMatter({ said }: Turn): Intent | null {
  const { choice } = said;
  const intent = choice?.startsWith(matterChoice) ? choice.slice(matterChoice.length) : '';
  return isIntent(intent) ? intent : null;
}

async function clarify(dc: DialogContext, { hits }: FaqResult): Promise<DialogTurnResult> {
  const turn = turnOf(dc.context);
  const options: DidYouMeanOptions = {
    revision: turn.revision.id,
    entryIds: hits.map((hit) => hit.entry.id),
  };
  return dc.replaceDialog(didYouMeanId, options);
}

async function chat(context: TurnContext, turn: Turn): Promise<void> {
  const { name, botName } = turn.revision.service.shop;
  const talk = smallTalk(turn.said.text) ?? 'hello';
  await sayReply(context, `chitchat.${talk}`, { shop: name, bot: botName });
}

/** Says that we do not know, and offers a person. */
async function sayUnknown(context: TurnContext, turn: Turn): Promise<void> {
  const isSecond = turn.state.misses > 0;
  turn.state = { ...turn.state, misses: turn.state.misses + 1 };
  await offerPerson(context, isSecond ? 'unknown.second-miss' : 'unknown');
}
