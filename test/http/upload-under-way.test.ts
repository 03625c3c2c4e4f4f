import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  postText,
  readActivities,
  type StartedConversation,
  startConversation,
} from '../support/direct-line-calls.ts';
import { type DirectLineServer, startDirectLineServer } from '../support/direct-line-server.ts';
import { photo } from '../support/pictures.ts';
import { openRaw, readToEnd } from '../support/raw-request.ts';
import { nextRequests, upload } from '../support/upload-calls.ts';

const megabyte = 1024 * 1024;

let server: DirectLineServer;

beforeAll(async () => {
  server = await startDirectLineServer();
});

afterAll(() => server.close());

describe('uploads under way', () => {
  const file = { name: 'a.jpg', bytes: photo(1) };

  const beginning =
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nstart';
  const chunked = {
    header: 'Transfer-Encoding: chunked',
    body: `${beginning.length.toString(16)}\r\n${beginning}\r\n`,
  };
  const announced = (bytes: number) => ({ header: `Content-Length: ${bytes}`, body: beginning });
  const longest = 50 * megabyte + 128 * 1024;

  /** Begins an upload and says no more. */
  function beginIdle(
    on: DirectLineServer,
    { url, token }: StartedConversation,
    { header, body }: ReturnType<typeof announced>,
  ) {
    const lines = [
      `POST ${new URL(url).pathname}/upload HTTP/1.1`,
      'Host: localhost',
      'Connection: close',
      `Authorization: Bearer ${token}`,
      'Content-Type: multipart/form-data; boundary=x',
      header,
    ];
    return openRaw(on.origin, lines, body);
  }

  test.each([
    ['of an announced length', announced(longest)],
    ['without a length', chunked],
  ])('that send nothing, %s, keep no other conversation out', async (_case, rest) => {
    const idle = await Promise.all([1, 2, 3, 4].map(() => startConversation(server.domain)));
    const arrived = nextRequests(server, idle.length);
    const sockets = idle.map((conversation) => beginIdle(server, conversation, rest));
    await arrived;

    const response = await upload(await startConversation(server.domain), [file]);

    expect(response.status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });

  test('are one for each conversation; once it has ended the next may come', async () => {
    const conversation = await startConversation(server.domain);
    // From here on the server knows the token, and takes uploads in the order in which they begin.
    await readActivities(conversation);
    const arrived = nextRequests(server, 1);
    const socket = beginIdle(server, conversation, announced(1000));
    await arrived;

    const refused = await upload(conversation, [file]);
    socket.destroy();

    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await expect.poll(async () => (await upload(conversation, [file])).status).toBe(200);
  });

  test('are given up when they are not there in time', async () => {
    const own = await startDirectLineServer({ uploadDeadlineMs: 200 });
    const conversation = await startConversation(own.domain);

    const answer = await readToEnd(beginIdle(own, conversation, announced(1000)));

    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('UPLOAD_TOO_SLOW');
    // On a busy machine an honest one may be late, too, but not each time.
    await expect.poll(async () => (await upload(conversation, [file])).status).toBe(200);
    await own.close();
  });

  test('without a length are refused', async () => {
    const conversation = await startConversation(server.domain);

    const answer = await readToEnd(beginIdle(server, conversation, chunked));

    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"field":"Content-Length"');
  });
});

test('text and uploads share one order', async () => {
  const conversation = await startConversation(server.domain);

  await postText(conversation, '先说');
  await upload(conversation, [{ name: 'a.jpg', bytes: photo(1) }], {
    type: 'message',
    text: '再发',
  });
  await server.turns.settled();

  const { activities } = await readActivities(conversation);
  const own = activities.filter(({ from }) => from.role === 'user');
  expect(own.map(({ text }) => text)).toEqual(['先说', '再发']);
});
