import { expect, test } from 'vitest';
import { call, postText, startConversation } from '../support/direct-line-calls.ts';
import { startDirectLineServer } from '../support/direct-line-server.ts';

test('one conversation that posts too fast is told to wait, another is not', async () => {
  const server = await startDirectLineServer({ rateLimits: 'on' });
  const eager = await startConversation(server.domain);
  const calm = await startConversation(server.domain);

  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, at) => postText(eager, `第 ${at} 句`)),
  );
  const other = await postText(calm, '你好');

  const refused = answers.filter(({ status }) => status === 429);
  // Beginning the conversation counts, too.
  expect(refused).toHaveLength(11);
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(other.status).toBe(200);
  await server.close();
});

test('opinions of answers have a limit of their own, which leaves room for words', async () => {
  const server = await startDirectLineServer({ rateLimits: 'on' });
  const { url, token } = await startConversation(server.domain);
  const value = { answerId: '2.1', useful: true };
  const body = { type: 'event', name: 'answer.feedback', value };
  const post = () => call('POST', `${url}/activities`, { token, body });

  const answers = await Promise.all(Array.from({ length: 14 }, post));
  const words = await postText({ url, token }, '你好');

  expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
  expect(words.status).toBe(200);
  await server.close();
});

test('guessing the secret is stopped, knowing it is not', async () => {
  const server = await startDirectLineServer({ rateLimits: 'on' });
  const generate = (token: string) =>
    call('POST', `${server.domain}/tokens/generate`, { token, body: {} });
  for (let at = 0; at < 40; at += 1) await startConversation(server.domain);

  const guesses: number[] = [];
  for (let at = 0; at < 12; at += 1) guesses.push((await generate(`guess-${at}`)).status);

  expect(guesses).toEqual([...Array(10).fill(403), 429, 429]);
  await server.close();
});
