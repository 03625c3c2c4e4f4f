import { vi } from 'vitest';
import { type OrderServer, wireOrder } from './order-server.ts';
import { signShopper } from './sign-shopper.ts';
import { openShopper, type ReceivedActivity, seqOf, type TestShopper } from './test-shopper.ts';

/** As operators wrote them, so they are answered whatever else is open: then all messages before had their turns. */
const questions = ['收到货几天内可以退', '运费险是什么', '退货运费谁出'];

/** Without a rest a quick machine opens thousands of cases, and takes minutes to settle them. */
const longestRestMs = 1_000;

/** Only a lost message takes that long: a round of a moment may take minutes where the machine has other work. */
export const patienceMs = 600_000;

/** A wish to send an order back, a yes to it and a question: sent without waiting for what each is answered. */
export interface Round {
  readonly orderId: string;
  /** Ids of the three messages. */
  readonly sent: readonly string[];
}

/** A shopper of the merchant's who sends back one order after another. */
export interface ReturningShopper {
  readonly shopper: TestShopper;
  /** Id and text of each acknowledged message, in the order they were sent. */
  readonly acknowledged: readonly (readonly [id: string, text: string])[];
  /** Those that have ended. */
  readonly rounds: readonly Round[];
  /** Resolves when a round has ended that began after this was asked. */
  wholeRound(): Promise<void>;
  /** Begins no other round; resolves when the last has ended. */
  stop(): Promise<void>;
}

interface Place {
  readonly url: string;
  readonly orders: OrderServer;
  readonly shopperId: string;
  /** Epoch ms: what they bought has come at this moment. */
  readonly now: number;
}

export async function startReturning(place: Place): Promise<ReturningShopper> {
  const { url, shopperId, now } = place;
  const shopperToken = await signShopper(shopperId, now);
  const shopper = await openShopper(url, { shopperToken, patienceMs });
  const acknowledged: (readonly [string, string])[] = [];
  const rounds: Round[] = [];
  let begun = 0;
  let isStopped = false;

  async function say(text: string, extra = {}): Promise<string> {
    const id = await shopper.send(text, extra);
    acknowledged.push([id, text]);
    return id;
  }

  async function playRound(): Promise<void> {
    const n = begun++;
    const orderId = buyOrder(place, n);
    const wish = await say(`订单号${orderId}，不喜欢，没穿过，想退货`);
    const yes = await say(`提交（${n}）`, { value: { choice: 'yes' } });
    const question = await say(questions[n % questions.length] ?? '');
    const isItsAnswer = (activity: ReceivedActivity) =>
      kindOf(activity) === 'answer' && seqOf(activity) > seqOf({ id: question });
    await shopper.waitFor(isItsAnswer, patienceMs);
    rounds.push({ orderId, sent: [wish, yes, question] });
  }

  const work = (async () => {
    while (!isStopped) {
      await playRound();
      await new Promise((resolve) => setTimeout(resolve, Math.random() * longestRestMs));
    }
  })();

  return {
    shopper,
    acknowledged,
    rounds,
    async wholeRound() {
      const before = begun;
      const hasEnded = () => rounds.length > before;
      await Promise.race([work, vi.waitUntil(hasEnded, { timeout: patienceMs, interval: 20 })]);
    },
    async stop() {
      isStopped = true;
      await work;
    },
  };
}

/** One more order of theirs, with everything in it that a decision needs. */
function buyOrder({ orders, shopperId, now }: Place, n: number): string {
  const orderId = `${shopperId.replace(/\D/g, '')}${String(n).padStart(8, '0')}`;
  const shipment = { trackingNo: `YQ${orderId}`, carrier: '云雀快递', status: '已签收' };
  const item = {
    itemId: 'i1',
    title: '棉麻衬衫',
    category: 'clothing',
    quantity: 1,
    marks: ['no_reason_7'],
    noReturnConfirmedAtPurchase: false,
  };
  orders.put(
    wireOrder({
      orderId,
      shopperId,
      items: [item],
      freightInsurance: { insured: false, payer: null },
      shipments: [{ ...shipment, signedAt: new Date(now).toISOString() }],
    }),
  );
  return orderId;
}

export const isOwn = ({ from }: ReceivedActivity) => from.id.startsWith('dl_');

/**
 * What an activity of the bot is in a round; its text where it is none of that. `down`: the order system did not
 * answer. `reminder`: a duty was not kept; it comes by itself, in answer to nothing.
 */
export function kindOf({ text = '', channelData }: ReceivedActivity): string {
  const { ask, caseId, citations, outcome } = channelData?.anxin ?? {};
  if (text.startsWith('提醒您')) return 'reminder';
  if (text.startsWith('订单系统暂时没有回应')) return 'down';
  if (outcome !== undefined) return 'decision';
  if (caseId !== undefined) return 'case';
  if (ask !== undefined) return ask === 'confirm' ? 'confirm' : 'asked';
  return citations === undefined ? text : 'answer';
}
