import type { DialogContext, DialogTurnResult } from 'botbuilder-dialogs';
import { formFromJson } from '../src/forms/form-state.ts';
import { actionTurnedTo } from '../src/nlu/action-turned-to.ts';
import { startBound } from '../src/nlu/choose-command.ts';
import type { DialogAct } from '../src/nlu/dialog-act.ts';
import { smallTalk } from '../src/nlu/small-talk.ts';
import { takesUpAgain } from '../src/nlu/takes-up-again.ts';
import { formDialogId } from './dialog-ids.ts';
import type { FormOptions } from './form-dialog.ts';
import { offerPerson, sayReply } from './say.ts';
import { type Turn, turnOf } from './turn.ts';

/** 还是退吧 after a matter was given up: it goes on where it was. `null` where nothing waits, or something else was said. */
export async function takeUpAgain(dc: DialogContext): Promise<DialogTurnResult | null> {
  const turn = turnOf(dc.context);
  const given = formFromJson(turn.state.givenUp);
  const rules = given && (await turn.openRules(given.revision));
  const form = rules?.forms.get(given?.form ?? '');
  if (!given || !form || turn.said.choice !== null) return null;
  const isOver = turn.now - given.lastAt >= form.resumeAfterHours * 3_600_000;
  const action = actionTurnedTo(turn.said.text);
  const isOther = action !== null && action !== form.action;
  if (isOver || isOther || !takesUpAgain(turn.said.text)) return null;
  const options: FormOptions = { takenUp: true };
  return dc.replaceDialog(formDialogId, options);
}

/** Words that answer, stop or take back, said where nothing was asked: an answer of their own instead of a guess. */
export async function answerLoneWord(dc: DialogContext, turn: Turn): Promise<boolean> {
  const { act, text } = turn.said;
  if (smallTalk(text) !== null || !isLone(turn, act)) return false;
  if (act === 'cancel') await offerPerson(dc.context, await afterCancel(turn));
  else await sayReply(dc.context, isForGoingOn(act, text) ? 'lone.nothing-open' : lone[act]);
  return true;
}

/** 提交 and 接着办 nod to something that is not there. */
const isForGoingOn = (act: DialogAct, text: string) =>
  act === 'yes' && /提交|确认|确定|申请|继续|接着|办/u.test(text);

const lone = {
  yes: 'lone.fine',
  no: 'lone.fine',
  thanks: 'chitchat.thanks',
  wait: 'form.wait',
  correct: 'lone.correct',
  restart: 'lone.nothing-open',
  back: 'lone.nothing-open',
} as const;

/** 发错了 takes something back in a form, and is a matter outside of one; 退吧 nods in a return, and is a wish outside. */
function isLone({ said }: Turn, act: DialogAct): act is keyof typeof lone | 'cancel' {
  if (act === 'cancel') return true;
  if (!(act in lone)) return false;
  const { intent, confidence } = said.interpretation;
  const isMatter = intent !== 'chitchat' && intent !== 'out_of_scope' && confidence >= startBound;
  if (act === 'yes') return !/[退换修]/u.test(said.text);
  return act !== 'correct' || !isMatter || slip.test(said.text);
}

/** Of the message itself, whatever else the classifier hears in it. */
const slip = /^(?:不好意思)?我?(?:刚才|刚刚)?(?:打|输|说|讲|敲)错字?(?:了|啦|咯|咗|喽)?$/u;

/** What was submitted is not undone by the bot. */
async function afterCancel(turn: Turn): Promise<'lone.cancel-case' | 'lone.cancel'> {
  const isRunning = (await turn.cases()).some(({ status }) => status !== 'closed');
  return isRunning ? 'lone.cancel-case' : 'lone.cancel';
}
