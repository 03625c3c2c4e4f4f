import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readActivities } from '../support/direct-line-calls.ts';
import { patienceMs } from '../support/patience.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { merchantSecret, signShopper } from '../support/sign-shopper.ts';
import { openShopper, type TestShopper } from '../support/test-shopper.ts';
import { upload } from '../support/upload-calls.ts';

let served: ServedHere;
beforeAll(async () => {
  served = await serveHere({ env: { SHOPPER_JWT_SECRET: merchantSecret } });
});
afterAll(() => served.close());

const bytes = Buffer.from('%PDF-1.4\nproof\n%%EOF\n');
const placeOf = ({ conversationId, token }: TestShopper) => ({
  url: `${served.url}/v3/directline/conversations/${conversationId}`,
  token,
});

async function openWithFile(shopperId: string): Promise<TestShopper> {
  const shopperToken = await signShopper(shopperId, served.anxin.clock.now());
  const shopper = await openShopper(served.url, { shopperToken });
  const file = { name: '发票: 一.pdf', bytes, type: 'application/pdf' };
  const hello = { type: 'message', text: '你好' };
  expect((await upload(placeOf(shopper), [file], hello)).status).toBe(200);
  return shopper;
}

async function unzip(response: Response): Promise<ReadonlyMap<string, Uint8Array>> {
  return new Map(Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer()))));
}

test('a supervisor’s archive holds both copies, and the files as they were sent', async () => {
  const shopper = await openWithFile('m-archive');
  const body = { conversationId: shopper.conversationId, format: 'zip' };

  const response = await served.staff('/api/privacy/exports', { method: 'POST', body });

  expect(response.headers.get('content-type')).toContain('application/zip');
  const files = await unzip(response);
  const copy = JSON.parse(Buffer.from(files.get('我的个人信息.json') ?? []).toString());
  expect([...files.keys()]).toEqual(['我的个人信息.html', '我的个人信息.json', copy.files[0].path]);
  expect(copy.files[0].path).toBe('文件/001-发票_ 一.pdf');
  expect(Buffer.from(files.get(copy.files[0].path) ?? [])).toEqual(bytes);
  expect(Buffer.from(files.get('我的个人信息.html') ?? []).toString()).toContain('发票: 一.pdf');
  shopper.close();
});

test('a shopper gets their files too; the next copy takes the place of the first', async () => {
  const shopper = await openWithFile('m-copy');

  const first = await askForCopy(shopper);
  const second = await askForCopy(shopper);

  const names = ['我的个人信息.html', '我的个人信息.json', '我发过的文件.zip'];
  expect(first.map(({ name }) => name)).toEqual(names);
  expect(second.map(({ name }) => name)).toEqual(names);
  const files = await unzip(await fetch(second[2]?.contentUrl ?? ''));
  expect([...files.values()].map((one) => Buffer.from(one))).toEqual([bytes]);
  expect((await fetch(first[2]?.contentUrl ?? '')).status).toBe(404);
  shopper.close();
});

/** The files of the newest copy, as the shopper is told of them. */
async function askForCopy(shopper: TestShopper) {
  const copies = async () => {
    const { activities } = await readActivities(placeOf(shopper));
    return activities.filter(({ text }) => text?.includes('您的个人信息整理好了'));
  };
  const before = (await copies()).length;
  await shopper.send('把你们存的我的个人信息导出一份给我');
  await shopper.waitFor(({ channelData }) => channelData?.anxin?.ask === 'confirm');
  await shopper.send('确认', { value: { choice: 'yes' } });
  await expect.poll(async () => (await copies()).length, { timeout: patienceMs }).toBe(before + 1);
  return (await copies()).at(-1)?.attachments ?? [];
}
