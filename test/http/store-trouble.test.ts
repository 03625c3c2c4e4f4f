import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Problem } from '../../src/http/problem.ts';
import {
  json,
  postText,
  readActivities,
  type StartedConversation,
  startConversation,
} from '../support/direct-line-calls.ts';
import { type DirectLineServer, startDirectLineServer } from '../support/direct-line-server.ts';
import { makeTempFolder, removeFolder } from '../support/store-sqlite.ts';
import { textsOf } from '../support/stream-client.ts';

/** No bot answers: the log holds what was acknowledged and nothing else. */
const turns = { wake() {} };
const greeting = '您好，我是小安。';

let directory = '';
let server: DirectLineServer | undefined;

beforeEach(async () => {
  directory = await makeTempFolder();
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  await removeFolder(directory);
});

test('more posts than the queue holds are told to wait, the acknowledged ones are kept once', async () => {
  const { domain } = await serve({ maxQueued: 1 });
  const conversation = await startConversation(domain);
  const texts = Array.from({ length: 60 }, (_, at) => `第 ${at} 句`);

  const answers = await postAll(conversation, texts);
  const kept = await logOf(conversation);
  const later = await postText(conversation, '过一会儿再说');
  for (const text of texts) await postText(conversation, text, keyOf(text));
  const whole = await logOf(conversation);

  const acknowledged = answers.filter(({ status }) => status === 200).map(({ text }) => text);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(refused.length).toBeGreaterThan(0);
  for (const { response } of refused) await expectUnavailable(response, 'STORE_BUSY');
  expect(kept.toSorted()).toEqual([greeting, ...acknowledged].toSorted());
  expect(later.status).toBe(200);
  expect(whole.toSorted()).toEqual([greeting, '过一会儿再说', ...texts].toSorted());
});

test('a full disk is told, the log can still be read, and with space every message is there once', async () => {
  const small = await serve({ maxPageCount: 120 });
  const begun = await startConversation(small.domain);
  const { acknowledged, refused, response } = await postUntilRefused(begun);

  const [again] = await postAll(begun, [refused]);
  const readWhileFull = await logOf(begun);
  const full = await small.store.health();
  await small.close();
  const large = await serve({});
  const url = `${large.domain}/conversations/${begun.conversationId}`;
  const resumed = { ...begun, url };
  const readWithSpace = await logOf(resumed);
  const repeated = await postAll(resumed, [...acknowledged, refused, refused, '新的一句']);

  await expectUnavailable(response, 'STORE_FULL');
  expect(again?.status).toBe(503);
  expect(acknowledged.length).toBeGreaterThan(5);
  expect(readWhileFull).toEqual([greeting, ...acknowledged]);
  expect(full).toMatchObject({ isWritable: false });
  expect(readWithSpace).toEqual(readWhileFull);
  expect(new Set(repeated.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await logOf(resumed)).toSorted()).toEqual(
    [greeting, ...acknowledged, refused, '新的一句'].toSorted(),
  );
});

async function serve(storeLimits: { readonly maxQueued?: number; readonly maxPageCount?: number }) {
  server = await startDirectLineServer({ directory, storeLimits, turns });
  return server;
}

function keyOf(text: string): string {
  return text.slice(0, 8);
}

interface Answer {
  readonly text: string;
  readonly status: number;
  readonly response: Response;
}

/** Under a key of its text, so that posting it again is a retry; all at once. */
function postAll(
  conversation: StartedConversation,
  texts: readonly string[],
): Promise<readonly Answer[]> {
  return Promise.all(
    texts.map(async (text) => {
      const response = await postText(conversation, text, keyOf(text));
      return { text, status: response.status, response };
    }),
  );
}

async function postUntilRefused(conversation: StartedConversation) {
  const acknowledged: string[] = [];
  for (;;) {
    const text = `${acknowledged.length} ${'退货 '.repeat(1000)}`;
    const response = await postText(conversation, text, keyOf(text));
    if (!response.ok) return { acknowledged, refused: text, response };
    acknowledged.push(text);
  }
}

async function logOf(conversation: StartedConversation): Promise<readonly (string | undefined)[]> {
  return textsOf((await readActivities(conversation)).activities);
}

/** What a client needs in order to try again, and a sentence that a shopper can read. */
async function expectUnavailable(response: Response, code: string): Promise<void> {
  expect(response.status).toBe(503);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  const problem = await json<Problem>(response);
  expect(problem).toMatchObject({ code, status: 503 });
  expect(problem.title).toMatch(/^[\p{Script=Han}，。]+$/u);
}
