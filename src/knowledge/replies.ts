import { z } from 'zod';
import type { Report } from './problem.ts';
import { type Parsed, parseYaml } from './yaml-text.ts';

/** Every sentence the bot needs, with the placeholders it may fill. A key missing from the file is an error. */
export const replyPlaceholders = {
  greeting: ['shop', 'bot'],
  'did-you-mean': [],
  'did-you-mean.none': [],
  'did-you-mean.repeat': [],
  'answer.disputed': ['sides'],
  'answer.disputed.side': ['title', 'source', 'tier'],
  'tier.law': [],
  'tier.platform': [],
  'tier.merchant': [],
  'tier.reference': [],
  unknown: [],
  'unknown.person': [],
  'unknown.after-none': [],
  'unknown.second-miss': [],
  'guard.withheld': [],
  'feedback.not-useful': [],
  'feedback.rephrase': [],
  'feedback.go-on': [],
  'handoff.queued': ['place'],
  'handoff.still-queued': ['place'],
  'handoff.left': [],
  'handoff.joined': ['agent'],
  'handoff.closed': [],
  'turn-failed': ['reference'],
  'chitchat.hello': [],
  'chitchat.thanks': [],
  'chitchat.bye': [],
  'chitchat.who': ['bot', 'shop'],
  'suggest.decision': ['title', 'reason', 'next'],
  'suggest.case': ['caseId', 'status'],
  'suggest.why.answer': ['said'],
  'suggest.why.near': [],
  'suggest.why.decision': [],
  'suggest.why.confirm': [],
  'suggest.why.case': [],
  'suggest.why.slot': ['slot'],
  'lone.fine': [],
  'lone.correct': [],
  'lone.nothing-open': [],
  'lone.cancel': [],
  'lone.cancel-case': [],
  'which-matter': [],
  'which-matter.rule': [],
  'which-matter.missed': [],
  'matter.begin': [],
  'which-matter.person': ['title'],
  'mood.danger': [],
  'mood.money_lost': [],
  'mood.threat': [],
  'mood.anger': [],
  'later.offer': ['wish'],
  'later.take': [],
  'later.leave': [],
  'later.left': [],
  'privacy.begun.erase': ['receiptId'],
  'privacy.begun.export': ['receiptId'],
  'privacy.erased': ['receiptId', 'conversations', 'cases', 'files'],
  'privacy.erased-partly': ['receiptId', 'conversations', 'cases', 'files'],
  'privacy.kept': ['title', 'text'],
  'privacy.export-ready': [],
  empty: [],
  'file-received': [],
  'out-of-scope': [],
  'form.confirm.yes': [],
  'form.confirm.no': [],
  'form.lost': [],
  'form.resumed': ['title', 'day'],
  'form.cancelled': ['title'],
  'form.date-ahead': [],
  'form.corrected': [],
  'form.correct-what': [],
  'form.back': [],
  'form.one-back': [],
  'form.first-question': [],
  'form.not-this': ['title'],
  'form.taken-up': ['title'],
  'form.after-person': ['title'],
  'form.missed': [],
  'form.missed-again': [],
  'form.elsewhere': [],
  'form.turned': ['title'],
  'form.recommend': ['best', 'reason'],
  'form.recommend.possible': ['best'],
  'form.recommend.others': ['others'],
  'form.not-told': [],
  'form.collected': ['title'],
  'form.stuck': [],
  'form.wait': [],
  'form.file-kept': [],
  'form.told-with-decision': [],
  'button-old': [],
  'case.submitted-already': [],
  'case.subject-unknown': [],
  'form.order-unknown': [],
  'form.order-guest': [],
  'form.which-goods': ['count', 'titles'],
  'form.order-unpaid': [],
  'form.order-paid': [],
  'form.order-cancelled': [],
  'form.order-says-received': ['day'],
  'orders.down': [],
  'order.self': [],
  'order.status.unpaid': [],
  'order.status.paid': [],
  'order.status.shipped': [],
  'order.status.delivered': [],
  'order.status.completed': [],
  'order.status.cancelled': [],
  'order.told': ['title', 'orderId', 'status'],
  'order.told.arrived': [],
  'order.told.parcel': ['carrier', 'trackingNo'],
  'order.told.shipped': ['moment'],
  'order.told.signed': ['moment'],
  'order.told.signed-by': ['name'],
  'order.told.track': [],
  'order.told.more': [],
  'order.told.none': [],
  'order.told.not-found': [],
  'order.told.guest': [],
  'order.told.down': [],
  'order.request': ['title', 'serviceId'],
  'order.request.status': ['status'],
  'order.request.refund': ['yuan'],
  'money.pieces': ['total', 'quantity'],
  'money.times': ['total', 'basis', 'factor'],
  'money.floor': ['total', 'basis', 'factor'],
  'money.cap': ['total', 'basis', 'factor'],
  'money.sum': [],
  'money.open': [],
  'money.outlook': ['total', 'parts'],
  'money.unknown': [],
  'money.unknown.paid': [],
  'price.not-sold': [],
  'proof.there': ['label', 'text'],
  'proof.missing': ['label', 'text'],
  'proof.keep': ['label', 'text'],
  'order.request.updated': ['moment'],
  'request.status.submitted': [],
  'request.status.reviewing': [],
  'request.status.approved': [],
  'request.status.rejected': [],
  'request.status.picking_up': [],
  'request.status.returning': [],
  'request.status.received': [],
  'request.status.refunding': [],
  'request.status.refunded': [],
  'request.status.completed': [],
  'request.status.cancelled': [],
  'case.opened': ['caseId', 'subject'],
  'case.exists': ['caseId', 'subject'],
  'case.sent': ['caseId', 'subject'],
  'case.still-waits': ['caseId', 'subject', 'what'],
  'case.answer-waits': [],
  'case.none': [],
  'case.status.opened': [],
  'case.status.reviewing': [],
  'case.status.waiting_for_shopper': [],
  'case.status.decided': [],
  'case.status.in_progress': [],
  'case.status.reopened': [],
  'case.status.closed': [],
  'case.progress': ['title', 'subject', 'caseId', 'status'],
  'case.progress.orders-down': [],
  'case.progress.sum': ['sum'],
  'case.progress.refund-days': ['days'],
  'request.move.shop': [],
  'request.move.shopper': [],
  'request.move.courier': [],
  'case.duty.running': ['label', 'moment'],
  'case.duty.kept': ['label', 'moment'],
  'case.duty.breached': ['label', 'moment'],
  'case.duty.withdrawn': ['label', 'moment'],
  'case.duty.yours': ['label', 'moment'],
  'case.later.hour': ['label', 'since', 'length'],
  'case.later.day': ['label', 'since', 'length'],
  'case.later.working-day': ['label', 'since', 'length'],
  'case.turn.shop': [],
  'case.turn.shopper': [],
  'case.turn.nobody': [],
  'case.moved.assign': ['caseId', 'subject'],
  'case.moved.review': ['caseId', 'subject'],
  'case.moved.ask': ['caseId', 'subject'],
  'case.moved.answer': ['caseId', 'subject'],
  'case.moved.decide': ['caseId', 'subject'],
  'case.moved.start': ['caseId', 'subject'],
  'case.moved.close': ['caseId', 'subject'],
  'case.moved.withdraw': ['caseId', 'subject'],
  'case.moved.reopen': ['caseId', 'subject'],
  'case.note': ['note'],
  'case.verdict.granted': [],
  'case.verdict.partly': [],
  'case.verdict.refused': [],
  'case.verdict.amount': ['yuan'],
  'case.due.answer': [],
  'case.due.review': [],
  'case.due.outcome': [],
  'promise.broken': ['label', 'moment'],
  'case.breached': ['label', 'moment', 'caseId', 'subject'],
  'case.breached.yours': ['label', 'moment', 'caseId', 'subject'],
  'case.soon.yours': ['label', 'moment', 'caseId', 'subject'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ReplyKey = keyof typeof replyPlaceholders;

const repliesFile = z.record(z.string(), z.string().min(1, '不能为空'));

/** What stands between braces in a reply. */
export const placeholder = /\{([A-Za-z][A-Za-z0-9]*)\}/g;

/** Reads `replies/zh-CN.yaml`. */
export function parseReplies(text: string, report: Report): ReadonlyMap<string, string> {
  const parsed = parseYaml({ text, firstLine: 1 }, repliesFile, report);
  const replies = new Map(Object.entries(parsed?.value ?? {}));
  if (!parsed) return replies;
  for (const [key, allowed] of Object.entries(replyPlaceholders)) {
    const sentence = replies.get(key);
    if (sentence === undefined) report.error(1, `缺少回复“${key}”`, `请加一行“${key}: …”`);
    else checkPlaceholders({ key, sentence, allowed, parsed, report });
  }
  for (const key of replies.keys())
    if (!(key in replyPlaceholders))
      report.warn(parsed.lineOf([key]), `回复“${key}”没有用到`, '请检查键名是否写错，不需要就删掉');
  return replies;
}

interface ReplyCheck {
  readonly key: string;
  readonly sentence: string;
  readonly allowed: readonly string[];
  readonly parsed: Parsed<unknown>;
  readonly report: Report;
}

function checkPlaceholders({ key, sentence, allowed, parsed, report }: ReplyCheck): void {
  const used = [...sentence.matchAll(placeholder)].map((match) => match[1] ?? '');
  const line = parsed.lineOf([key]);
  const offer =
    allowed.length > 0
      ? `这里可以用：${allowed.map((name) => `{${name}}`).join('、')}`
      : '这里没有可用的占位符';
  for (const name of used)
    if (!allowed.includes(name)) report.error(line, `回复“${key}”里的 {${name}} 不认识`, offer);
  for (const name of allowed)
    if (!used.includes(name))
      report.warn(line, `回复“${key}”没有用到 {${name}}`, '确认不需要就可以不管');
  if (/[{}]/.test(sentence.replace(placeholder, '')))
    report.error(line, `回复“${key}”里的花括号不成对`, offer);
}
