import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../src/kernel/errors.ts';
import { parseFileId, parseShopperId } from '../../src/kernel/ids.ts';
import {
  generateToken,
  json,
  readActivities,
  startConversation,
} from '../support/direct-line-calls.ts';
import {
  conversationIdOf,
  type DirectLineServer,
  startDirectLineServer,
} from '../support/direct-line-server.ts';
import { orientationOf, photo, placeName, pngWith } from '../support/pictures.ts';
import { download, lastOwn, type SentFile, upload } from '../support/upload-calls.ts';

const halfDayMs = 12 * 60 * 60_000;
const megabyte = 1024 * 1024;

let server: DirectLineServer;

beforeAll(async () => {
  server = await startDirectLineServer();
});

afterAll(() => server.close());

const pdf = (size = 100) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size)]);

describe('an uploaded photograph', () => {
  test('comes back with its name and text, without its place, the right way up', async () => {
    const conversation = await startConversation(server.domain);

    const response = await upload(conversation, [{ name: '破损 1.jpg', bytes: photo(6) }]);
    const own = await lastOwn(conversation);
    const { response: file, bytes } = await download(own);

    expect(response.status).toBe(200);
    expect(own).toMatchObject({
      id: (await json(response))['id'],
      text: '见图',
      attachments: [{ name: '破损 1.jpg', contentType: 'image/jpeg' }],
    });
    expect(photo(6).includes(placeName)).toBe(true);
    expect(bytes.includes(placeName)).toBe(false);
    expect(orientationOf(bytes)).toBe(6);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': expect.stringMatching(
        /^inline; .*filename\*=UTF-8''%E7%A0%B4%E6%8D%9F%201\.jpg$/,
      ),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    });
  });

  test('is what its bytes are, not what its name and its sender say', async () => {
    const conversation = await startConversation(server.domain);

    await upload(conversation, [
      { name: '../../etc/发票.html', bytes: pngWith([]), type: 'text/html' },
    ]);

    const own = await lastOwn(conversation);
    expect(own?.attachments).toMatchObject([{ name: '发票.html.png', contentType: 'image/png' }]);
  });
});

test('a PDF is served as a download', async () => {
  const conversation = await startConversation(server.domain);

  await upload(conversation, [{ name: '鉴定.pdf', bytes: pdf() }]);
  const { response, bytes } = await download(await lastOwn(conversation));

  expect(response.headers.get('content-disposition')).toMatch(/^attachment;/);
  expect(bytes.equals(pdf())).toBe(true);
});

test('an upload without an activity part is a message of its files', async () => {
  const conversation = await startConversation(server.domain);

  const response = await upload(conversation, [{ name: 'a.jpg', bytes: photo(1) }], null);

  expect(response.status).toBe(200);
  expect((await lastOwn(conversation))?.attachments).toHaveLength(1);
});

describe('refused is', () => {
  const gif = Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1');
  const html = Buffer.from('<script>alert(1)</script>');
  const cut = photo(1).subarray(0, 120);
  const one = { name: 'a.jpg', bytes: photo(1) };

  test.each<[string, readonly SentFile[], number, string]>([
    ['a page named like a picture', [{ name: 'a.jpg', bytes: html }], 415, 'FILE_TYPE_REFUSED'],
    ['a picture of another kind', [{ name: 'a.jpg', bytes: gif }], 415, 'FILE_TYPE_REFUSED'],
    ['an empty file', [{ name: 'a.jpg', bytes: Buffer.alloc(0) }], 415, 'FILE_TYPE_REFUSED'],
    ['a broken picture', [{ name: 'a.jpg', bytes: cut }], 415, 'FILE_BROKEN'],
    ['a good picture beside a broken one', [one, { ...one, bytes: cut }], 415, 'FILE_BROKEN'],
    ['a file over 10 MB', [{ name: 'a.pdf', bytes: pdf(10 * megabyte) }], 413, 'FILE_TOO_LARGE'],
    ['a sixth file', Array(6).fill(one), 413, 'FILES_TOO_MANY'],
    ['no file at all', [], 400, 'BAD_REQUEST'],
  ])('%s', async (_case, files, status, code) => {
    const conversation = await startConversation(server.domain);

    const response = await upload(conversation, files);

    expect(response.status).toBe(status);
    expect(await json(response)).toMatchObject({
      code,
      title: expect.stringMatching(/\p{Script=Han}/u),
    });
    expect((await readActivities(conversation)).activities).toHaveLength(1);
  });

  test('a file for a conversation that never began', async () => {
    const { token, conversationId, expires_in } = await generateToken(server.domain);
    const url = `${server.domain}/conversations/${conversationId}`;
    const unbegun = { url, token, conversationId, expires_in, streamUrl: '' };

    const response = await upload(unbegun, [one]);

    expect(response.status).toBe(404);
  });

  test('a body that is no form', async () => {
    const { url, token } = await startConversation(server.domain);

    const response = await fetch(`${url}/upload`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'multipart/form-data; boundary=x',
      },
      body: 'not parts at all',
    });

    expect(response.status).toBe(400);
  });
});

describe('the quota of a conversation', () => {
  test('is 20 files', async () => {
    const conversation = await startConversation(server.domain);
    const five = Array(5).fill({ name: 'a.jpg', bytes: photo(1) });

    const statuses: number[] = [];
    for (let at = 0; at < 6; at += 1) statuses.push((await upload(conversation, five)).status);

    expect(statuses).toEqual([200, 200, 200, 200, 413, 413]);
  });

  test('is 50 MB', async () => {
    const conversation = await startConversation(server.domain);
    const nine = { name: 'a.pdf', bytes: pdf(9 * megabyte) };

    const first = await upload(conversation, [nine, nine, nine]);
    const second = await upload(conversation, [nine, nine]);
    const third = await upload(conversation, [nine, nine]);

    expect([first.status, second.status, third.status]).toEqual([200, 200, 413]);
  });

  test('forgets after an hour the files that no message came to name, and only those', async () => {
    let isDown = false;
    const own = await startDirectLineServer({
      wrapStore: (store) => ({
        ...store,
        accept: async (request) => {
          if (isDown) throw new AppError('STORE_DOWN', 'died between file and message');
          return store.accept(request);
        },
      }),
    });
    const conversation = await startConversation(own.domain);
    const five = Array(5).fill({ name: 'a.jpg', bytes: photo(1) });
    const shopperId = parseShopperId('visitor:dl_tester');
    if (shopperId === null) throw new Error('no shopper id');
    const afterMs = async (ms: number) => {
      own.clock.notBefore(own.clock.now() + ms);
      const token = await own.directLine.session.tokens.issueShopper({
        userId: 'dl_tester',
        conversationId: conversationIdOf(conversation),
        shopperId,
        kind: 'demo',
      });
      return { ...conversation, token };
    };
    await upload(conversation, five);
    isDown = true;
    for (let at = 0; at < 3; at += 1) await upload(conversation, five);
    isDown = false;

    const young = await upload(await afterMs(59 * 60_000), five);
    const statuses: number[] = [];
    for (let at = 0; at < 4; at += 1)
      statuses.push((await upload(await afterMs(2 * 60 * 60_000), five)).status);
    const { activities } = await readActivities(await afterMs(0));
    const links = activities.flatMap(({ attachments = [] }) => attachments);
    const files = await Promise.all(links.map(({ contentUrl }) => fetch(contentUrl)));

    expect(young.status).toBe(413);
    expect(statuses).toEqual([200, 200, 200, 413]);
    expect(files.map(({ status }) => status)).toEqual(Array(20).fill(200));
    await own.close();
  });

  test('is not spent by refusals and repeats', async () => {
    const conversation = await startConversation(server.domain);
    const message = (id: number) => ({
      type: 'message',
      channelData: { clientActivityID: `u-${id}` },
    });
    const five = Array(5).fill({ name: 'a.jpg', bytes: photo(1) });
    await upload(conversation, five, message(0));
    for (let at = 0; at < 6; at += 1) {
      await upload(conversation, five, message(0));
      await upload(conversation, [{ name: 'x.jpg', bytes: photo(3) }], message(0));
    }

    const more = [await upload(conversation, five, message(1))];
    more.push(await upload(conversation, five, message(2)));
    more.push(await upload(conversation, five, message(3)));
    // The answer of the last one was lost: the conversation is full, and the retry still gets it.
    more.push(await upload(conversation, five, message(3)));

    expect(more.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});

test('an upload sent twice is one message with its first files; with another file it is a conflict', async () => {
  const conversation = await startConversation(server.domain);
  const message = { type: 'message', channelData: { clientActivityID: 'u' } };
  const file = { name: 'a.jpg', bytes: photo(1) };

  const first = await upload(conversation, [file], message);
  const second = await upload(conversation, [file], message);
  const other = await upload(conversation, [{ ...file, bytes: photo(3) }], message);

  expect(await json(second)).toEqual(await json(first));
  expect(other.status).toBe(409);
  const { activities } = await readActivities(conversation);
  expect(activities.filter(({ from }) => from.role === 'user')).toHaveLength(1);
  expect((await download(await lastOwn(conversation))).response.status).toBe(200);
});

test('a refused message and a repeated one leave no file behind', async () => {
  const kept = new Map<string, Uint8Array>();
  const own = await startDirectLineServer({
    files: {
      put: async (fileId, bytes) => void kept.set(fileId, bytes),
      get: async (fileId) => kept.get(fileId) ?? null,
      remove: async (fileId) => void kept.delete(fileId),
    },
  });
  const conversation = await startConversation(own.domain);
  const message = { type: 'message', channelData: { clientActivityID: 'u' } };
  const file = { name: 'a.jpg', bytes: photo(1) };

  await upload(conversation, [file], message);
  await upload(conversation, [file], message);
  await upload(conversation, [file, file], message);
  await upload(conversation, Array(5).fill(file), { type: 'event', name: 'x' });

  expect(kept.size).toBe(1);
  expect((await download(await lastOwn(conversation))).response.status).toBe(200);
  await own.close();
});

test('the link of a file expires, and opens no other file', async () => {
  const own = await startDirectLineServer();
  const conversation = await startConversation(own.domain);
  const files = [1, 2].map((at) => ({ name: `${at}.jpg`, bytes: photo(at) }));
  await upload(conversation, files);
  const sent = await lastOwn(conversation);
  const [first = '', second = ''] = sent?.attachments?.map(({ contentUrl }) => contentUrl) ?? [];
  const crossed = new URL(second);
  crossed.search = new URL(first).search;
  const unsigned = new URL(first);
  unsigned.search = '';

  const before = await Promise.all([first, crossed, unsigned].map((link) => fetch(link)));
  own.clock.notBefore(own.clock.now() + halfDayMs + 1000);
  const after = await fetch(first);

  expect(before.map(({ status }) => status)).toEqual([200, 403, 401]);
  expect(after.status).toBe(403);
  await own.close();
});

test('a file that was erased is gone, though its link is young', async () => {
  const conversation = await startConversation(server.domain);
  await upload(conversation, [{ name: 'a.jpg', bytes: photo(1) }]);
  const sent = await lastOwn(conversation);
  const link = sent?.attachments?.[0]?.contentUrl ?? '';
  const fileId = parseFileId(new URL(link).pathname.split('/').at(-1) ?? '');

  await server.store.deleteDocument('upload', fileId ?? '');

  expect((await fetch(link)).status).toBe(404);
});
