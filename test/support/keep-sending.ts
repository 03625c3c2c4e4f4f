import { expect } from 'vitest';
import { patienceMs } from './patience.ts';
import { openShopper, seqOf, type TestShopper } from './test-shopper.ts';

const questions = [
  '收到货几天内可以退',
  '运费险是什么',
  '换货要几天',
  '哪些商品不能无理由退货',
  '今天天气怎么样',
];

/** A shopper who asks one question after another. */
export interface Sender {
  readonly shopper: TestShopper;
  /** Activity id → text. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** Resolves when the next question is acknowledged, which is before it is answered. */
  sendNext(): Promise<void>;
  /** Resolves when each has been answered, which waits for the leases of a node that has died. */
  answered(): Promise<unknown>;
}

export async function openSender(url: string): Promise<Sender> {
  const shopper = await openShopper(url);
  const acknowledged = new Map<string, string>();
  return {
    shopper,
    acknowledged,
    async sendNext() {
      const n = acknowledged.size;
      const text = `${questions[n % questions.length]}（${n}）`;
      acknowledged.set(await shopper.send(text), text);
    },
    answered() {
      const greeting = 1;
      const isAll = () => shopper.received.length >= greeting + 2 * acknowledged.size;
      return shopper.waitFor(isAll);
    },
  };
}

/** What must hold of each conversation, seen from outside only. */
export async function checkConversation({ shopper, acknowledged }: Sender): Promise<void> {
  const last = await shopper.readLog();
  // Every message has had its turn when the last one was answered; wait for the stream to have shown it.
  const lastSent = Math.max(...[...acknowledged.keys()].map((id) => seqOf({ id })));
  await shopper.waitFor((activity) => seqOf(activity) > lastSent);
  const log = await settled(shopper, last.length);
  const head = log.at(-1);
  await shopper.waitFor((activity) => activity.id === head?.id);

  expect(log.map(seqOf)).toEqual(log.map((_activity, index) => index + 1));
  expect(shopper.received.map((activity) => activity.id)).toEqual(log.map(({ id }) => id));
  const own = log.filter((activity) => activity.from.id.startsWith('dl_'));
  expect(new Map(own.map(({ id, text }) => [id, text]))).toEqual(acknowledged);
  expect(new Set(own.map(({ text }) => text)).size).toBe(own.length);
  const ofBot = log.filter((activity) => !activity.from.id.startsWith('dl_'));
  const greeting = 1;
  expect(ofBot).toHaveLength(own.length + greeting);
}

/** The log once every message has its reply. */
async function settled(shopper: TestShopper, atLeast: number) {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const log = await shopper.readLog();
    const own = log.filter((activity) => activity.from.id.startsWith('dl_')).length;
    if (log.length >= atLeast && log.length === 2 * own + 1) return log;
    if (Date.now() > deadline) return log;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
