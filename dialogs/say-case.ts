import type { TurnContext } from 'botbuilder-core';
import type { CaseCard } from '../src/api/cards.ts';
import {
  type AftersalesCase,
  awaitedDuties,
  type Deadline,
  type DutyToCome,
  turnOf as whoseTurn,
} from '../src/cases/case.ts';
import type { ServiceRequest } from '../src/commerce/order.ts';
import { asJson } from '../src/kernel/json.ts';
import type { Interpretation } from '../src/nlu/interpretation.ts';
import { fenOf, yuanText } from '../src/policy/money/fen.ts';
import { offerPerson, say } from './say.ts';
import { momentInWords } from './shop-time.ts';
import { findOrder, ordersOf } from './shopper-orders.ts';
import { type Turn, turnOf } from './turn.ts';

/** Whoever has many cases is told of the newest. */
const mostTold = 3;

const parcelWords = /快递|物流|包裹|发货|配送|派送|运单/;

/** 到哪一步了 without a word of a parcel asks for a case, where there is one to ask for. */
export function asksHowFar({ intent, text }: Interpretation): boolean {
  if (intent === 'aftersales_status') return true;
  return intent === 'order_status' && !parcelWords.test(text.text);
}

/** Tells how far the shopper's cases are: from the case, and from the order system where it answers. */
export async function sayStatus(context: TurnContext): Promise<void> {
  const turn = turnOf(context);
  const cases = (await turn.cases()).slice(0, mostTold);
  for (const one of cases) await sayCase(context, one, await progressOf(turn, one));
  if (cases.length > 0) return;
  if (!(await sayOrderRequests(context, turn))) await offerPerson(context, 'case.none');
}

/** Tells a case with its duties. */
export async function sayCase(
  context: TurnContext,
  aftersalesCase: AftersalesCase,
  lead: string,
): Promise<void> {
  const turn = turnOf(context);
  const { text, details } = caseInWords(turn.sentence, aftersalesCase, lead);
  await say(context, text, { ...details, decisionId: aftersalesCase.decisionId });
}

/** A case in words and as a card, behind what is said first. */
export function caseInWords(sentence: Turn['sentence'], one: AftersalesCase, lead: string) {
  const card = caseCard(sentence, one);
  const duties = one.deadlines.map((deadline) => dutyInWords(sentence, deadline));
  const later = awaitedDuties(one).map((duty) => laterInWords(sentence, duty));
  const turn = whoseTurn(one) === 'shopper' ? sentence('case.turn.shopper') : '';
  const text = [lead, ...duties, ...later, turn].filter((line) => line !== '').join('\n');
  const details = { brief: lead, caseId: card.caseId, case: asJson(card) };
  return { text, details };
}

async function progressOf(turn: Turn, one: AftersalesCase): Promise<string> {
  const facts = { caseId: one.caseId, subject: one.subject, title: one.title };
  const status = turn.sentence(`case.status.${one.status}`);
  const known = turn.sentence('case.progress', { ...facts, status }) + refundInWords(turn, one);
  if (one.orderId === null || one.serviceId === null) return known;
  const order = await findOrder(turn, one.orderId);
  if (order === 'down') return known + turn.sentence('case.progress.orders-down');
  const request = order?.serviceRequests.find(({ serviceId }) => serviceId === one.serviceId);
  return request === undefined ? known : known + requestInWords(turn, request);
}

/** The sum and the days that the decision gave, as it was told when the case was opened; days that are tracked are a duty. */
function refundInWords({ sentence }: Turn, { outcome, toCome, deadlines }: AftersalesCase): string {
  const { money_fen: fen } = outcome;
  const isTracked = [...toCome, ...deadlines].some(({ what }) => what === 'refund');
  const days = isTracked ? undefined : outcome['refund_days'];
  const sum =
    typeof fen === 'number' ? sentence('case.progress.sum', { sum: yuanText(fenOf(fen)) }) : '';
  const time = typeof days === 'number' ? sentence('case.progress.refund-days', { days }) : '';
  return sum + time;
}

const moves = {
  submitted: 'shop',
  reviewing: 'shop',
  approved: 'shopper',
  picking_up: 'courier',
  returning: 'courier',
  received: 'shop',
  refunding: 'shop',
} as const;

/** Whose move it is; nobody's where it is over, unknown where the order system has words of its own. */
function moveInWords(turn: Turn, status: string): string {
  const move = Object.entries(moves).find(([name]) => name === status)?.[1];
  return move === undefined ? '' : turn.sentence(`request.move.${move}`);
}

/** What the order system tells of requests that were not opened here. */
async function sayOrderRequests(context: TurnContext, turn: Turn): Promise<boolean> {
  const orders = await runningRequests(turn);
  for (const { title, request } of orders.slice(0, mostTold))
    await say(
      context,
      turn.sentence('order.request', { title, serviceId: request.serviceId }) +
        requestInWords(turn, request),
    );
  return orders.length > 0;
}

/** Whether the order system works on a request of theirs. */
export async function hasOrderRequests(turn: Turn): Promise<boolean> {
  return (await runningRequests(turn)).length > 0;
}

async function runningRequests(turn: Turn) {
  if (turn.orders === null) return [];
  const orders = await ordersOf(turn);
  return orders === 'down'
    ? []
    : orders
        .flatMap(({ items, serviceRequests }) =>
          serviceRequests.map((request) => ({ title: items[0]?.title ?? '', request })),
        )
        .toSorted((a, b) => (b.request.updatedAt ?? 0) - (a.request.updatedAt ?? 0));
}

function requestInWords(turn: Turn, { status, refundFen, updatedAt }: ServiceRequest): string {
  const words = [
    turn.sentence('order.request.status', { status: statusInWords(turn, status) }),
    moveInWords(turn, status),
  ];
  if (refundFen !== undefined)
    words.push(turn.sentence('order.request.refund', { yuan: (refundFen / 100).toFixed(2) }));
  if (updatedAt !== undefined)
    words.push(turn.sentence('order.request.updated', { moment: momentInWords(updatedAt) }));
  return words.join('');
}

const requestStatuses = [
  'submitted',
  'reviewing',
  'approved',
  'rejected',
  'picking_up',
  'returning',
  'received',
  'refunding',
  'refunded',
  'completed',
  'cancelled',
] as const;

/** An order system may use words of its own: they are shown as they are. */
function statusInWords(turn: Turn, status: string): string {
  const known = requestStatuses.find((one) => one === status);
  return known === undefined ? status : turn.sentence(`request.status.${known}`);
}

/** The case as pages show it. */
export function caseCard(sentence: Turn['sentence'], one: AftersalesCase): CaseCard {
  const { caseId, kind, title, status, subject, openedAt } = one;
  return {
    caseId,
    kind,
    kindText: title,
    status,
    statusText: sentence(`case.status.${status}`),
    subject,
    openedAt: new Date(openedAt).toISOString(),
    turn: whoseTurn(one),
    turnText: sentence(`case.turn.${whoseTurn(one)}`),
    deadlines: one.deadlines.map(({ what, label, dueAt, state, phase }) => ({
      what,
      text: label,
      dueAt: new Date(dueAt).toISOString(),
      state,
      by: phase === 'answer' ? ('shopper' as const) : ('shop' as const),
    })),
  };
}

function dutyInWords(sentence: Turn['sentence'], { label, dueAt, state, phase }: Deadline): string {
  const facts = { label, moment: momentInWords(dueAt) };
  const isYours = state === 'running' && phase === 'answer';
  return isYours ? sentence('case.duty.yours', facts) : sentence(`case.duty.${state}`, facts);
}

function laterInWords(sentence: Turn['sentence'], { label, since, period }: DutyToCome): string {
  return sentence(`case.later.${period.unit}`, { label, since, length: period.length });
}
