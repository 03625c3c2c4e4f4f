import { withHeard, withUnknown } from '../src/forms/change-form.ts';
import type { FormState } from '../src/forms/form-state.ts';
import { answersAsked, hearSlots } from '../src/forms/hear-slots.ts';
import type { Heard } from '../src/forms/heard.ts';
import { actionSlot } from '../src/forms/next-step.ts';
import { ownWords } from '../src/forms/own-words.ts';
import type { ReplyKey } from '../src/knowledge/replies.ts';
import { asksRule } from '../src/nlu/asks-rule.ts';
import { asksWhy } from '../src/nlu/asks-why.ts';
import { dialogActOf } from '../src/nlu/dialog-act.ts';
import { refusesToSay } from '../src/nlu/refuses-to-say.ts';
import { dayOf } from '../src/policy/calendar.ts';
import { askOpenQuestion, confirmSlot, yesChoice } from './ask-slot.ts';
import { answerInBetween, asksForDecision, chatInBetween } from './digress.ts';
import { changeCourse, placeOf, turnTo } from './form-course.ts';
import { goOn, settledSlot, submit, takeBest } from './form-go.ts';
import { tailOf } from './named-order.ts';
import { closeForm, keeping, missesUntilPerson, type OpenForm } from './open-form.ts';
import { readOrder } from './read-order.ts';
import { sayReply } from './say.ts';
import { dayInWords } from './shop-time.ts';

const hourMs = 3_600_000;

/** Whether a message was the form's; what is not ours goes to the root. */
type Taken = 'taken' | 'not-ours';

/** One message to an open form. */
export async function takeMessage(open: OpenForm): Promise<Taken> {
  const { form, state, turn, dc } = open;
  const isResumed = turn.now - state.lastAt >= form.resumeAfterHours * hourMs;
  const begun = keeping(open, { ...state, lastAt: turn.now });
  if (state.asked === settledSlot) return afterTheEnd(begun);
  if (isResumed) {
    const day = dayInWords(dayOf(state.lastAt));
    await sayReply(dc.context, 'form.resumed', { title: form.title, day });
  }
  if (await changeCourse(begun)) return 'taken';
  if (!isAnswer(begun) && (await answerInBetween(begun))) await askBack(begun);
  else if (isConfirmed(begun)) await submit(begun);
  else await hear(begun, isResumed);
  return 'taken';
}

/** The matter was refused, or went to a person: more about it takes it up again, 凭什么 is told, anything else is new. */
async function afterTheEnd(open: OpenForm): Promise<Taken> {
  if (open.turn.said.act === 'back' && (await changeCourse(open))) return 'taken';
  if (await turnTo(open)) return 'taken';
  const { heard } = hearSlots(open.form, open.state, messageOf(open));
  const isMore = open.turn.said.act === 'correct' || isAboutTheSame(open);
  if (heard.length > 0 && isMore) {
    await goOn(keeping(open, withHeard(open.state, heard)));
    return 'taken';
  }
  if (open.state.decisionId !== null && asksWhy(open.turn.said.text)) {
    await goOn(open);
    return 'taken';
  }
  closeForm(open);
  return 'not-ours';
}

/** 没穿过 after a refusal is about the refused goods; with a number or a name of goods it is about others. */
function isAboutTheSame({ turn }: OpenForm): boolean {
  const { interpretation, choice } = turn.said;
  const namesOthers = interpretation.entities.some(
    ({ type }) => type === 'order_id' || type === 'product_category',
  );
  return choice === null && !namesOthers && turn.said.act !== 'cancel';
}

function isConfirmed({ turn, state }: OpenForm): boolean {
  const { act, choice } = turn.said;
  if (state.asked !== confirmSlot) return false;
  return choice === yesChoice || (choice === null && (act === 'yes' || placeOf(turn) === 1));
}

/** 自营 to 自营还是第三方 is the answer, and no question what that means; so is 不对，是自营的 at any time. */
function isAnswer(open: OpenForm): boolean {
  const { form, state, turn } = open;
  if (state.asked === 'order_id' && tailOf(turn.said.text) !== null) return true;
  if (turn.said.act === 'correct' && hearSlots(form, state, messageOf(open)).heard.length > 0)
    return true;
  return answersAsked(form, state, messageOf(open)) || choosesAsked(open);
}

/** 已经退款了 to 走到哪一步了 is the answer, and asks for no progress; a mere 自营 tells it before it is asked. */
function choosesAsked(open: OpenForm): boolean {
  const { form, state, turn } = open;
  if (asksRule(turn.said.text)) return false;
  return hearSlots(form, state, messageOf(open)).heard.some(({ slot, value }) => {
    const definition = form.slots.get(slot);
    if (!definition || !('choices' in definition)) return false;
    if (slot === state.asked && definition.type === 'choice') return true;
    const label = definition.choices.find((choice) => choice.value === value)?.label;
    return label === turn.said.text;
  });
}

async function hear(open: OpenForm, isResumed: boolean): Promise<void> {
  const { dc, form, state } = open;
  const { heard, isFuture } = hearSlots(form, state, messageOf(open));
  if (isFuture) await sayReply(dc.context, 'form.date-ahead');
  const listened = keeping(open, heard.length > 0 ? withHeard(state, heard) : state);
  const read = await readOrder(listened);
  if (read === 'asked') return;
  const isChanged = read !== 'none' || heard.some(({ slot }) => movesOn(listened, slot));
  if (isChanged || state.asked === null) return take(read === 'none' ? listened : read, state);
  return hearNothing(listened, isFuture || isResumed ? 'answered' : 'open');
}

/** Nothing that fills a slot: a question, patience, small talk, or a miss. `answered`: it has had its reply. */
async function hearNothing(open: OpenForm, reply: 'answered' | 'open'): Promise<void> {
  if (asksAboutTold(open)) return goOn(open);
  if (isTappedAgain(open)) return askBack(open);
  if ((await takeBest(open)) || (await leavesOpen(open))) return undefined;
  if (reply === 'answered' || (await chatInBetween(open))) return askBack(open);
  // 不换了 in a return gives up nothing of it.
  if (dialogActOf(open.turn.said.text) === 'cancel') return askBack(open, 'form.not-this');
  const added = addedWords(open);
  if (added !== null) return goOn(keeping(open, withHeard(open.state, [added])));
  if (open.turn.said.act === 'correct') return askBack(open, 'form.correct-what');
  return miss(open);
}

/** The button of a question before, which says what is known. */
function isTappedAgain({ form, state, turn }: OpenForm): boolean {
  const { choice } = turn.said;
  return Object.entries(state.slots).some(
    ([slot, { value }]) => String(value) === choice && 'choices' in (form.slots.get(slot) ?? {}),
  );
}

/** What a shopper goes on to tell when all is collected belongs to the story. */
function addedWords({ form, state, turn }: OpenForm): Heard | null {
  const slot = [...form.slots.values()].find((one) => one.type === 'text' && one.opening === true);
  const said =
    turn.said.choice === null ? ownWords(turn.said.interpretation.text.original, 4) : null;
  if (slot === undefined || said === null || state.asked !== confirmSlot) return null;
  const before = state.slots[slot.slot]?.value;
  return { slot: slot.slot, value: before === undefined ? said : `${before}；${said}` };
}

/** 运费能不能你们出, after the decision has said who pays: it is told again. */
function asksAboutTold({ form, state, turn }: OpenForm): boolean {
  const { text } = turn.said;
  if (form.recommend !== undefined && state.asked === actionSlot) return asksWhy(text);
  return state.asked === confirmSlot && (asksForDecision(text) || asksWhy(text));
}

/** Photos that nobody has asked for yet are kept, and the question stays. */
function movesOn({ form, state }: OpenForm, slot: string): boolean {
  return slot !== 'order_id' && (form.slots.get(slot)?.type !== 'photos' || state.asked === slot);
}

/** 发错了 takes something back, or answers why: it is a correction where it changes what was known. */
async function take(open: OpenForm, before: FormState): Promise<void> {
  const { turn, state, dc } = open;
  const isChange = Object.entries(before.slots).some(
    ([slot, { value }]) => slot in state.slots && state.slots[slot]?.value !== value,
  );
  if (turn.said.act === 'correct' && isChange) await sayReply(dc.context, 'form.corrected');
  return goOn(open);
}

function messageOf({ turn }: OpenForm) {
  const { interpretation, act, choice, files } = turn.said;
  return { interpretation, act, choice, files, now: turn.now };
}

/** Goes on without what the shopper cannot or will not tell. Returns whether it did. */
async function leavesOpen(open: OpenForm): Promise<boolean> {
  const { asked } = open.state;
  if (asked === null || !open.form.slots.has(asked)) return false;
  const isRefused = refusesToSay(open.turn.said.text);
  if (!isRefused && !cannotTell(open)) return false;
  if (isRefused) await sayReply(open.dc.context, 'form.not-told');
  await goOn(keeping(open, givenUp(open, asked)));
  return true;
}

/** 不知道 to a question, or 没有 where photos, an order or words are asked for. */
function cannotTell({ form, state, turn }: OpenForm): boolean {
  const { act, interpretation } = turn.said;
  if (act === 'dont_know') return true;
  const type = form.slots.get(state.asked ?? '')?.type;
  // 提交 has nothing more to show.
  if (type === 'photos' && nothingMore.test(interpretation.text.text)) return true;
  const mayLack = type === 'photos' || type === 'order' || type === 'text';
  return mayLack && (act === 'no' || /^(?:暂时|现在)?(?:没|无)/.test(interpretation.text.text));
}

const nothingMore = /^(?:那就?|就)?(?:直接)?(?:提交|没了|就这些|就这样)(?:吧|了|啊)?$/u;

function givenUp({ form, state }: OpenForm, slot: string): FormState {
  const definition = form.slots.get(slot);
  const value = definition && 'unknownAs' in definition ? definition.unknownAs : undefined;
  return value === undefined ? withUnknown(state, slot) : withHeard(state, [{ slot, value }]);
}

async function askBack(open: OpenForm, key: ReplyKey = 'form.back'): Promise<void> {
  const lead = open.turn.sentence(key, { title: open.form.title });
  await askOpenQuestion(open.dc.context, open, { lead });
}

async function miss(open: OpenForm): Promise<void> {
  const misses = open.state.misses + 1;
  const missed = keeping(open, { ...open.state, misses });
  const isOften = misses >= missesUntilPerson;
  const lead = open.turn.sentence(isOften ? 'form.missed-again' : 'form.missed');
  await askOpenQuestion(open.dc.context, missed, { lead, offersPerson: isOften });
}
