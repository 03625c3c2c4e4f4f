import { describe, expect, test } from 'vitest';
import {
  chooseCommand,
  type Found,
  matterDialog,
  refuseBound,
  startBound,
} from '../../../src/nlu/choose-command.ts';
import type { Intent } from '../../../src/nlu/intents.ts';
import { calm } from '../../../src/nlu/mood/mood.ts';
import { normalise } from '../../../src/nlu/normalise.ts';

const dialogs = new Map<Intent, string>([
  ['return_goods', 'return'],
  ['aftersales_status', 'status'],
  ['order_change', matterDialog],
  ['counterfeit_claim', 'counterfeit-claim'],
  ['price_protection', 'price-protection'],
]);
const abstains: Found = { zone: 'abstain', confidence: 0 };
const asksBack: Found = { zone: 'did-you-mean', confidence: 0.2 };
const answers: Found = { zone: 'answer', confidence: 0.8 };
const operatorsWording: Found = { zone: 'answer', confidence: 1 };

function chosen(text: string, intent: Intent, confidence: number, search: Found): string {
  const interpretation = {
    text: normalise(text),
    intent,
    confidence,
    ranking: [{ intent, confidence }],
    entities: [],
    wishes: [],
    mood: calm,
  };
  const command = chooseCommand({ interpretation, search, dialogs });
  return command.kind === 'start' ? `start ${command.dialog}` : command.kind;
}

describe('what the bot does with a message', () => {
  test.each<readonly [string, Intent, number, Found, string]>([
    // A person, whatever else.
    ['转人工', 'return_goods', 0.99, operatorsWording, 'handoff'],
    ['我要退货,给我转人工', 'return_goods', 0.99, answers, 'handoff'],
    ['你好', 'return_goods', 0.99, answers, 'chitchat'],
    ['谢谢', 'out_of_scope', 0.99, abstains, 'chitchat'],
    // What an operator wrote is answered, unless it is plainly a wish: 衣服退货 is among the wordings too.
    ['收到货几天内可以退', 'return_goods', 0.89, operatorsWording, 'answer'],
    ['收到货几天内可以退', 'faq', 0.99, operatorsWording, 'answer'],
    ['衣服退货', 'return_goods', 0.9, operatorsWording, 'start return'],
    // One's own goods begin the dialog, a kind of goods is answered: the intent decides.
    ['我买的衣服能不能退', 'return_goods', 0.9, answers, 'start return'],
    ['内衣能不能退', 'faq', 0.9, answers, 'answer'],
    ['我要退货', 'return_goods', startBound, abstains, 'start return'],
    ['退款到哪了', 'aftersales_status', 0.9, asksBack, 'start status'],
    // A doubtful intent leaves it to the search.
    ['退', 'return_goods', startBound - 0.01, answers, 'answer'],
    ['退', 'return_goods', startBound - 0.01, asksBack, 'clarify'],
    ['退', 'return_goods', startBound - 0.01, abstains, 'unknown'],
    // What a person settles: a question gets its answer, a wish its case.
    ['地址怎么改', 'order_change', 0.9, answers, 'answer'],
    ['地址怎么改', 'order_change', 0.9, asksBack, 'clarify'],
    ['地址怎么改', 'order_change', 0.9, abstains, `start ${matterDialog}`],
    ['把地址改成公司', 'order_change', 0.9, answers, `start ${matterDialog}`],
    // A claim begins, a question of how claims are is answered; so is a refusal that somebody tells of.
    ['三倍赔偿最少多少', 'counterfeit_claim', 0.9, asksBack, 'clarify'],
    ['你们卖的是正品不', 'counterfeit_claim', 0.95, answers, 'answer'],
    ['怀疑是假货怎么赔', 'counterfeit_claim', 0.95, answers, 'start counterfeit-claim'],
    ['买到假货了', 'counterfeit_claim', 0.95, answers, 'start counterfeit-claim'],
    ['商家说特价不退', 'price_protection', 0.6, answers, 'answer'],
    ['商家说特价不退', 'price_protection', 0.6, asksBack, 'start price-protection'],
    // No dialog for the intent.
    ['发票怎么开', 'invoice_request', 0.99, answers, 'answer'],
    ['发票怎么开', 'invoice_request', 0.99, asksBack, 'clarify'],
    ['发票怎么开', 'invoice_request', 0.99, abstains, 'unknown'],
    ['运费险是什么', 'faq', 0.4, abstains, 'unknown'],
    // Not the shop's business.
    ['今天天气怎么样', 'out_of_scope', refuseBound, abstains, 'refuse'],
    ['今天天气怎么样', 'out_of_scope', refuseBound - 0.01, abstains, 'unknown'],
    ['今天天气怎么样', 'out_of_scope', 0.99, asksBack, 'clarify'],
    ['你吃饭了没有呀小安', 'chitchat', 0.9, abstains, 'chitchat'],
    ['整个会喘气的行么', 'human_agent', 0.9, abstains, 'handoff'],
  ])('%s (%s %d): %o → %s', (text, intent, confidence, search, expected) => {
    expect(chosen(text, intent, confidence, search)).toBe(expected);
  });
});
