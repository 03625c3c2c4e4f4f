import { randomInt } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServedHere } from './serve-here.ts';
import { signShopper } from './sign-shopper.ts';
import { openShopper, type ReceivedActivity, seqOf, type TestShopper } from './test-shopper.ts';
import { upload } from './upload-calls.ts';

/** Somebody whose every word can be recognised wherever it stands. */
export interface PlantedSubject {
  readonly shopper: TestShopper;
  /** A second conversation of theirs, begun by the merchant's own client. */
  readonly secondConversationId: string;
  readonly caseId: string;
  /** In the first conversation and its case; the title of the goods among them. */
  readonly canaries: readonly string[];
  readonly secondCanaries: readonly string[];
}

interface Planting {
  readonly served: ServedHere;
  readonly shopperId: string;
  readonly orderId: string;
  /** What the order system calls the goods. */
  readonly title: string;
}

const rare = [...'蓥霰罾鼗蹀翥缱岫甙蘅翮璩旖镡瓠笏'];

/** Characters that make no word, and no account either: nothing hears a wish in them or holds them back. */
export function newCanary(): string {
  return Array.from({ length: 10 }, () => rare[randomInt(rare.length)]).join('');
}

const several = (count: number) => Array.from({ length: count }, newCanary);

/** Plants 50 canaries as a shopper, an agent and a supervisor would: through the product. */
export async function plantCanaries(planting: Planting): Promise<PlantedSubject> {
  const { served, shopperId, title } = planting;
  const said = several(14);
  const echoed = several(3);
  const names = several(5);
  const contents = several(5);
  const replies = several(8);
  const facts = several(6);
  const secondCanaries = several(8);
  const shopperToken = await signShopper(shopperId, served.anxin.clock.now());
  const shopper = await openShopper(served.url, { shopperToken });
  for (const word of said) await shopper.send(`我叫${word}`);
  for (const word of echoed)
    await shopper.send('你好', { channelData: { clientActivityID: word } });
  const caseId = await openCase(shopper, planting.orderId);
  for (const [at, field] of factNames.entries())
    await demand(
      served.staff('/api/privacy/corrections', post({ caseId, field, value: facts[at] })),
    );
  for (const [at, name] of names.entries()) {
    const bytes = Buffer.from(`%PDF-1.4\n${contents[at]}\n%%EOF\n`);
    const place = { url: conversationUrl(served, shopper.conversationId), token: shopper.token };
    await demand(upload(place, [{ name: `${name}.pdf`, bytes, type: 'application/pdf' }]));
  }
  await answerAsAgent(served, shopper, replies);
  const secondConversationId = await talkElsewhere(served, shopperToken, secondCanaries);
  const canaries = [title, ...said, ...echoed, ...names, ...contents, ...replies, ...facts];
  return { shopper, secondConversationId, caseId, canaries, secondCanaries };
}

/** Facts that the case of a return has. */
const factNames = ['order_id', 'item_id', 'product', 'reason', 'product_category', 'subject'];

const post = (body: object) => ({ method: 'POST', body });

const conversationUrl = ({ url }: ServedHere, conversationId: string) =>
  `${url}/v3/directline/conversations/${conversationId}`;

async function demand(answer: Promise<Response>): Promise<Response> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response;
}

async function openCase(shopper: TestShopper, orderId: string): Promise<string> {
  const asks = (slot: string) => (one: ReceivedActivity) => one.channelData?.anxin?.ask === slot;
  await shopper.send(`我要退货，订单号${orderId}，不喜欢，没穿过，昨天收到的`);
  await shopper.waitFor(asks('confirm'));
  await shopper.send('提交');
  const opened = await shopper.waitFor((one) => one.channelData?.anxin?.caseId !== undefined);
  return opened.channelData?.anxin?.caseId ?? '';
}

async function answerAsAgent(
  served: ServedHere,
  shopper: TestShopper,
  replies: readonly string[],
): Promise<void> {
  const isQueued = (one: ReceivedActivity) =>
    one.name === 'handoff.status' && JSON.stringify(one.value).includes('queued');
  await shopper.send('转人工');
  await shopper.waitFor(isQueued);
  const at = `/api/handoffs/${shopper.conversationId}`;
  const { epoch } = await (await demand(served.staff(`${at}/claim`, post({})))).json();
  for (const word of replies) {
    const text = `好的，已经给您登记了：${word}`;
    const lastSeenSeq = Math.max(...shopper.received.map(seqOf));
    await demand(served.staff(`${at}/reply`, post({ text, epoch, lastSeenSeq })));
  }
  await demand(served.staff(`${at}/close`, post({ epoch })));
}

/** By a client of the merchant's, in a conversation that our page knows nothing of. */
async function talkElsewhere(
  served: ServedHere,
  shopperToken: string,
  words: readonly string[],
): Promise<string> {
  const send = async (path: string, token: string, body: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const url = `${served.url}/v3/directline${path}`;
    return demand(fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }));
  };
  const { directLineSecret } = served.anxin.secrets;
  const user = { user: { id: 'dl_elsewhere' }, shopperToken };
  const { token, conversationId } = await (
    await send('/tokens/generate', directLineSecret, user)
  ).json();
  await send('/conversations', token, {});
  for (const word of words)
    await send(`/conversations/${conversationId}/activities`, token, {
      type: 'message',
      text: word,
    });
  await until(async () => (await served.anxin.store.load(conversationId))?.pending.length === 0);
  return conversationId;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Which of the words stand in any file below the folders, byte for byte. */
export async function findBytes(
  folders: readonly string[],
  words: readonly string[],
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const folder of folders) {
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const one of names.filter((entry) => entry.isFile())) {
      // A log may be rewritten while it is looked at: what went is not there.
      const bytes = await readFile(join(one.parentPath, one.name)).catch(() => Buffer.alloc(0));
      for (const word of words) if (bytes.includes(word)) found.add(word);
    }
  }
  return words.filter((word) => found.has(word));
}
