import { restarted, steppedBack, withHeard } from '../src/forms/change-form.ts';
import { formToJson } from '../src/forms/form-state.ts';
import { actionSlot } from '../src/forms/next-step.ts';
import { actionAskedFor, actionTurnedTo } from '../src/nlu/action-turned-to.ts';
import { askOpenQuestion, askSlot, confirmSlot, noChoice } from './ask-slot.ts';
import { goElsewhere, goOn, settledSlot } from './form-go.ts';
import { closeForm, keeping, type OpenForm } from './open-form.ts';
import { sayReply } from './say.ts';

/** Takes what changes the course of a form: giving up, another action, all over again, one question back. Returns whether it did. */
export async function changeCourse(open: OpenForm): Promise<boolean> {
  if (isCancelled(open)) await cancel(open);
  else if (open.turn.said.act === 'restart') await goOn(keeping(open, restarted(open.state)));
  else if (open.turn.said.act === 'back') await stepBack(open);
  else return turnTo(open);
  return true;
}

function isCancelled({ form, turn, state }: OpenForm): boolean {
  const { act, choice, text } = turn.said;
  // 取消，退钱 may be what is wished for an order; 算了 and 不办了 are not.
  const isWished = form.slots.get(state.asked ?? '')?.type === 'text' && text.includes('取消');
  if (isWished) return false;
  if (choice !== null) return state.asked === confirmSlot && choice === noChoice;
  return act === 'cancel' || (state.asked === confirmSlot && (act === 'no' || placeOf(turn) === 2));
}

/** The buttons under the question have no numbers, but shoppers count them. */
export const placeOf = ({ said }: OpenForm['turn']) =>
  /^[12]$/.test(said.text) ? Number(said.text) : null;

/** What was said so far is put aside, for 还是退吧. */
async function cancel(open: OpenForm): Promise<void> {
  closeForm(open);
  const { turn, state, dc, form } = open;
  turn.state = { ...turn.state, givenUp: formToJson(state) };
  await sayReply(dc.context, 'form.cancelled', { title: form.title });
}

async function stepBack(open: OpenForm): Promise<void> {
  const stepped = steppedBack(open.state);
  const slot = stepped && open.form.slots.get(stepped.slot);
  const { turn, dc } = open;
  if (!slot) {
    const lead = turn.sentence('form.first-question');
    return askOpenQuestion(dc.context, open, { lead });
  }
  const back = keeping(open, stepped.state);
  await askSlot(dc.context, {
    ...back,
    slot,
    wording: 'ask',
    lead: turn.sentence('form.one-back'),
  });
}

/** 我不想退了我想换: the form goes where the action that is wanted now is served; a refused or passed-on one may come back. */
export async function turnTo(open: OpenForm): Promise<boolean> {
  const { form, state, turn } = open;
  const slot = form.slots.get(actionSlot);
  const wanted = turn.said.choice === null ? wantedIn(turn.said.text, open) : null;
  if (wanted === null) return false;
  // 算了还是退货吧, while a claim is open that has no other way to end; 感觉是假货，我要退货 has only begun it.
  if (slot === undefined)
    return form.action === undefined && state.asked !== null && turnInto(open, wanted);
  const isServed = slot.type === 'choice' && slot.choices.some((choice) => choice.value === wanted);
  const current = state.slots[actionSlot]?.value;
  if (!isServed || current === wanted) return false;
  // What was not chosen yet is chosen by its question, where that is open; 我不想修，要换 names two.
  const isChosen = current === undefined && state.asked === actionSlot;
  if (isChosen && !givesUpAnother.test(turn.said.text)) return false;
  await goOn(keeping(open, withHeard(state, [{ slot: actionSlot, value: wanted }])));
  return true;
}

const givesUpAnother = /不(?:想|要|用|打算)?(?:再|去)?[退换修]/u;

/** 还是退货吧; where nothing is chosen yet, the bare 退 or 补发 too. */
function wantedIn(text: string, { form, state }: OpenForm): string | null {
  const slot = form.slots.get(actionSlot);
  const bare =
    form.recommend !== undefined && slot?.type === 'choice'
      ? slot.choices.find(({ label, words }) => [label, ...words].includes(text))
      : undefined;
  if (bare !== undefined) return String(bare.value);
  // 那能换吗, after a refusal, means the refused goods.
  const asked = state.asked === settledSlot ? actionAskedFor(text) : null;
  return asked ?? actionTurnedTo(text);
}

async function turnInto(open: OpenForm, wanted: string): Promise<boolean> {
  const isServed = [...open.rules.forms.values()].some(({ action }) => action === wanted);
  if (!isServed) return false;
  const state = withHeard(open.state, [{ slot: actionSlot, value: wanted }]);
  await goElsewhere(keeping(open, state), wanted);
  return true;
}
