import { asksRule } from '../src/nlu/asks-rule.ts';
import type { Intent } from '../src/nlu/intents.ts';
import type { Interpretation } from '../src/nlu/interpretation.ts';
import { smallTalk } from '../src/nlu/small-talk.ts';
import type { OpenForm } from './open-form.ts';
import { sayAnswer, sayReply } from './say.ts';
import { asksHowFar, sayStatus } from './say-case.ts';

/** Below this an intent is not sure enough to leave the open question for it. */
const sureFrom = 0.5;

/**
 * Answers what is plainly a question of its own in the middle of a form: how a rule works, how far a case is. Comes
 * before any slot is heard, since 质量问题的话运费谁出 tells no reason. Returns whether it did.
 */
export async function answerInBetween(open: OpenForm): Promise<boolean> {
  const { dc, turn, state } = open;
  if (turn.said.choice !== null || state.asked === null) return false;
  if (comesTo.test(turn.said.text)) return false;
  const { isStatus, isFaq } = questionIn(open);
  if (!isStatus && !isFaq) return false;
  const { zone, hits } = turn.search(turn.said.text);
  const best = hits[0];
  const isRule = zone === 'answer';
  if (isRule && best && (await turn.cases()).length === 0) {
    await sayAnswer(dc.context, turn.revision, best.entry);
    return true;
  }
  if (isStatus) await sayStatus(dc.context);
  return isStatus;
}

/** Where the shopper's own words are asked for, only what is put as a question is one: 不然退款 is a demand. */
function questionIn({ form, turn, state }: OpenForm): {
  readonly isStatus: boolean;
  readonly isFaq: boolean;
} {
  const { interpretation, text } = turn.said;
  const isForWords = form.slots.get(state.asked ?? '')?.type === 'text';
  if (isForWords && !asksRule(text)) return { isStatus: false, isFaq: false };
  const isStatus =
    asksHowFar(interpretation) &&
    confidenceIn(interpretation, progressIntents) >= sureFrom &&
    progressWords.test(text);
  const isFaq = isForWords || confidenceIn(interpretation, ['faq']) >= sureFrom;
  return { isStatus, isFaq };
}

/** 到哪一步了, without a word of what, may be either. */
const progressIntents: readonly Intent[] = ['aftersales_status', 'order_status'];

function confidenceIn({ ranking }: Interpretation, intents: readonly Intent[]): number {
  return ranking
    .filter(({ intent }) => intents.includes(intent))
    .reduce((sum, { confidence }) => sum + confidence, 0);
}

/** 寄到哪里 and 随便哪个 sound like a question for progress to the classifier, and have no word of it. */
const progressWords =
  /进度|进展|哪一?步|到哪了|怎么样|多久|几天|时候|处理|审核|退款|到账|售后单|[了到]没|了吗/u;

/** Takes what nothing was heard in: small talk, a moment's patience, a question that the knowledge answers, files. */
export async function chatInBetween({ dc, turn }: OpenForm): Promise<boolean> {
  const { said, revision } = turn;
  if (said.act === 'wait') {
    await sayReply(dc.context, 'form.wait');
    return true;
  }
  if (said.files > 0) {
    await sayReply(dc.context, 'form.file-kept');
    return true;
  }
  // A nod or a 没有 that answers nothing here is no thanks either: the question stands.
  if (said.act === 'yes') return true;
  const isAnswer = said.act === 'no';
  const talk = smallTalk(said.text);
  if (isAnswer && talk) return talk !== 'hello';
  if (talk) {
    const { name, botName } = revision.service.shop;
    await sayReply(dc.context, `chitchat.${talk}`, { shop: name, bot: botName });
    return true;
  }
  const { zone, hits } = turn.search(said.text);
  const best = hits[0];
  const isRule = zone === 'answer' && !comesTo.test(said.text);
  if (!isRule || !best) return asksWhatTheDecisionTells(dc, said.text);
  await sayAnswer(dc.context, revision, best.entry);
  return true;
}

/** 能赔多少钱, of the matter that is open and of no other. */
const comesTo =
  /^(?:那|我|你们|一共|总共|到底|最多|大概|这样|我这个|这个){0,3}(?:能|可以|会|要|该)?(?:给我|帮我)?[赔退补](?:我|给我|偿|付)?(?:是|差价)?多少(?:钱|块|倍)?[啊呀呢吧了?]*$/u;
const money = /运费|邮费|快递费|退款|退钱|到账/u;
const asking = /谁|多久|几天|什么时候|怎么|能不能|可以|[吗么]/u;

/** 运费谁出, 几天退钱: what a decision tells. */
export const asksForDecision = (text: string): boolean =>
  comesTo.test(text) || (money.test(text) && asking.test(text));

/** 运费谁出 has no answer of its own before the facts are known: the decision will tell. */
async function asksWhatTheDecisionTells(dc: OpenForm['dc'], text: string): Promise<boolean> {
  if (!asksForDecision(text)) return false;
  await sayReply(dc.context, 'form.told-with-decision');
  return true;
}
