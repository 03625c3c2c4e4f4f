import type { CaseList, CaseView } from '../../src/api/cases.ts';
import type { ConversationView } from '../../src/api/desk.ts';
import type { ServedHere } from './serve-here.ts';
import { openShopper, type ReceivedActivity, type TestShopper } from './test-shopper.ts';

/** A shopper of the demonstration who has just opened a return. */
export interface ShopperWithCase {
  readonly shopper: TestShopper;
  readonly caseId: string;
}

const tellsCase = ({ channelData }: ReceivedActivity) => channelData?.anxin?.caseId !== undefined;

export async function openCaseOfShopper(served: Pick<ServedHere, 'url'>): Promise<ShopperWithCase> {
  const shopper = await openShopper(served.url);
  await shopper.send('订单号300100000102，不喜欢，没穿过，想退货');
  await shopper.waitFor(({ channelData }) => channelData?.anxin?.ask === 'confirm');
  await shopper.send('确认', { value: { choice: 'yes' } });
  const told = await shopper.waitFor(tellsCase);
  return { shopper, caseId: told.channelData?.anxin?.caseId ?? '' };
}

/** A shopper whose parcel does not move: no rule gives such a case a day. */
export async function openUndatedCase(served: Pick<ServedHere, 'url'>): Promise<ShopperWithCase> {
  const shopper = await openShopper(served.url);
  const asked = (slot: string) =>
    shopper.waitFor(({ channelData }) => channelData?.anxin?.ask === slot);
  await shopper.send('我的快递一个星期没动了，你们管不管');
  await asked('order_id');
  await shopper.send('300100000137');
  await asked('demand');
  await shopper.send('今天之内送到');
  await asked('confirm');
  await shopper.send('确认', { value: { choice: 'yes' } });
  const told = await shopper.waitFor(tellsCase);
  return { shopper, caseId: told.channelData?.anxin?.caseId ?? '' };
}

export async function readCase(served: ServedHere, caseId: string): Promise<CaseView> {
  return (await (await served.staff(`/api/cases/${caseId}`)).json()) as CaseView;
}

export async function listCasesBy(served: ServedHere, query: string): Promise<CaseList> {
  return (await (await served.staff(`/api/cases?${query}`)).json()) as CaseList;
}

/** Moves a case as it stands; `headers` replace what is sent otherwise. */
export async function moveBy(
  served: ServedHere,
  seen: Pick<CaseView, 'caseId' | 'etag'>,
  {
    move,
    body = {},
    headers = {},
  }: {
    readonly move: string;
    readonly body?: object;
    readonly headers?: object;
  },
): Promise<Response> {
  return served.staff(`/api/cases/${seen.caseId}/${move}`, {
    method: 'POST',
    body,
    headers: { 'if-match': `"${seen.etag}"`, ...headers },
  });
}

/** What was said in a conversation, as the desk reads it. */
export async function readLog(served: ServedHere, conversationId: string) {
  const answer = await served.staff(`/api/conversations/${conversationId}`);
  return ((await answer.json()) as ConversationView).entries;
}
