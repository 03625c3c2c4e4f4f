import { type OrderServer, wireOrder } from './order-server.ts';
import { signShopper } from './sign-shopper.ts';
import { openShopper, type TestShopper } from './test-shopper.ts';

/** How many replies a message gets; a return is told its decision and asked for a yes. */
const repliesTo = { question: 1, wish: 2, yes: 1 };

const questions = [
  '收到货几天内可以退',
  '运费险是什么',
  '换货要几天',
  '退货运费谁出',
  '今天天气怎么样',
];

/** A shopper of the merchant's who asks, sends goods back, asks again, without waiting for the answers. */
export interface ReturningShopper {
  readonly shopper: TestShopper;
  /** Text of each acknowledged message, by the id of its activity. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** Ids of the messages that said yes to a return: each opens a case. */
  readonly confirmed: readonly string[];
  /** Replies that all of them get together. */
  readonly awaited: number;
  /** Ends when the last message is acknowledged; before, messages are sent one after another. */
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
  const shopper = await openShopper(url, { shopperToken: await signShopper(shopperId, now) });
  const acknowledged = new Map<string, string>();
  const confirmed: string[] = [];
  let awaited = 0;
  let isStopped = false;

  async function say(kind: keyof typeof repliesTo, text: string, extra = {}): Promise<string> {
    const id = await shopper.send(text, extra);
    acknowledged.set(id, text);
    awaited += repliesTo[kind];
    return id;
  }

  async function sendBack(n: number): Promise<void> {
    const orderId = orderBought(place, n);
    await say('wish', `订单号${orderId}，不喜欢，没穿过，想退货`);
    confirmed.push(await say('yes', `提交（${n}）`, { value: { choice: 'yes' } }));
  }

  const work = (async () => {
    for (let n = 0; !isStopped; n++) {
      await say('question', `${questions[n % questions.length]}（${n}）`);
      await sendBack(n);
    }
  })();

  return {
    shopper,
    acknowledged,
    confirmed,
    get awaited() {
      return awaited;
    },
    async stop() {
      isStopped = true;
      await work;
    },
  };
}

/** One more order of theirs, with everything in it that a decision needs. */
function orderBought({ orders, shopperId, now }: Place, n: number): string {
  const orderId = `${shopperId.replace(/\D/g, '')}${String(n).padStart(8, '0')}`;
  const came = new Date(now).toISOString();
  const shipment = { trackingNo: `YQ${orderId}`, carrier: '云雀快递', status: '已签收' };
  orders.put(
    wireOrder({
      orderId,
      shopperId,
      items: [
        {
          itemId: 'i1',
          title: '棉麻衬衫',
          category: 'clothing',
          quantity: 1,
          marks: ['no_reason_7'],
          noReturnConfirmedAtPurchase: false,
        },
      ],
      freightInsurance: { insured: false, payer: null },
      shipments: [{ ...shipment, signedAt: came }],
    }),
  );
  return orderId;
}

/** The log once every message has all its replies, or as it is when that takes too long. */
export async function settledLog({ shopper, acknowledged, awaited }: ReturningShopper) {
  const greeting = 1;
  const whole = acknowledged.size + awaited + greeting;
  const deadline = Date.now() + settleLimitMs;
  for (;;) {
    const log = await shopper.readLog();
    const reminders = log.filter(isReminder).length;
    if (log.length - reminders >= whole || Date.now() > deadline) return log;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** That a duty was not kept: it comes by itself, in answer to nothing. */
export const isReminder = ({ text }: { readonly text?: string }) =>
  text?.startsWith('提醒您') === true;

const settleLimitMs = 40_000;

export const isOwn = ({ from }: { readonly from: { readonly id: string } }) =>
  from.id.startsWith('dl_');
