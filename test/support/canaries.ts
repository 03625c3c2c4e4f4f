import { randomInt } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { moveBy, readCase } from './open-case.ts';
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

const rare = [...'罾鼗蹀甙蘅翮瓠笏'];

/**
 * Characters that make no word, nor sound like one (岫 sounds as 修 does), and no account either: nothing hears a wish in
 * them or holds them back.
 */
export function newCanary(): string {
  return Array.from({ length: 10 }, () => rare[randomInt(rare.length)]).join('');
}

const several = (count: number) => Array.from({ length: count }, newCanary);

/** Plants 50 canaries as a shopper, an agent and a supervisor would: through the product. */
export async function plantCanaries(planting: Planting): Promise<PlantedSubject> {
  const { served, shopperId, title } = planting;
  const said = several(12);
  const echoed = several(3);
  const names = several(5);
  const contents = several(5);
  const replies = several(8);
  const facts = several(6);
  const [promised = '', noted = ''] = several(2);
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
    const file = { name: `${name}.pdf`, bytes, type: 'application/pdf' };
    await demand(upload(place, [file], { type: 'message', text: '你好' }));
  }
  await answerAsAgent(served, shopper, { replies, promised });
  await askForCopy(shopper);
  // The last: what the shopper sends from here on belongs to the case.
  await noteOnCase(served, caseId, noted);
  const secondConversationId = await talkElsewhere(served, shopperToken, secondCanaries);
  const written = [...replies, promised, noted];
  const canaries = [title, ...said, ...echoed, ...names, ...contents, ...written, ...facts];
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
  { replies, promised }: { readonly replies: readonly string[]; readonly promised: string },
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
  const lastSeenSeq = Math.max(...shopper.received.map(seqOf));
  const text = '20小时内给您回复';
  const { seq } = await (
    await demand(served.staff(`${at}/reply`, post({ text, epoch, lastSeenSeq })))
  ).json();
  const dueAt = new Date(served.anxin.clock.now() + 20 * 3_600_000).toISOString();
  const promise = post({ seq, dueAt, label: `回复${promised}` });
  await demand(served.staff(`/api/conversations/${shopper.conversationId}/promises`, promise));
  await demand(served.staff(`${at}/close`, post({ epoch })));
}

/** Its shopper is asked for something: the note stands in the history, and in what they were told. */
async function noteOnCase(served: ServedHere, caseId: string, noted: string): Promise<void> {
  const dueAt = new Date(served.anxin.clock.now() + 48 * 3_600_000).toISOString();
  const body = { note: `请补充${noted}`, dueAt };
  const answer = moveBy(served, await readCase(served, caseId), { move: 'ask', body });
  await demand(answer);
}

/** A copy in which all of it stands once more, in its files and in an archive. */
async function askForCopy(shopper: TestShopper): Promise<void> {
  const isPrivacy = ({ channelData, text }: ReceivedActivity) =>
    channelData?.anxin?.ask === 'confirm' && (text ?? '').includes('确定现在就办吗');
  await shopper.send('把你们存的我的个人信息导出一份给我');
  await shopper.waitFor(isPrivacy);
  await shopper.send('提交');
  await shopper.waitFor(({ text }) => (text ?? '').includes('您的个人信息整理好了'));
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
  const [inForm, ...plain] = words;
  // The last of them answers a question of a form that stays open.
  const texts = [...plain, '我要更正我的个人信息', '手机号', `应该是${inForm}`];
  for (const text of texts)
    await send(`/conversations/${conversationId}/activities`, token, { type: 'message', text });
  await until(async () => (await served.anxin.store.load(conversationId))?.pending.length === 0);
  const state = JSON.stringify((await served.anxin.store.load(conversationId))?.state);
  if (!state.includes(String(inForm))) throw new Error(`no form is open: ${state}`);
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
