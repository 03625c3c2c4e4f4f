import { expect, test } from 'vitest';
import { serveHere } from '../support/serve-here.ts';
import { openShopper } from '../support/test-shopper.ts';

test('a turn that throws says so in Chinese with a number that finds it in the log, and keeps the state', async () => {
  let calls = 0;
  const served = await serveHere({
    async decide({ state, entry }) {
      calls += 1;
      if (entry.body?.text === '坏') throw new Error('a planted failure');
      const text = `misses:${state.misses}`;
      return {
        state: { ...state, misses: state.misses + 1 },
        entries: [{ kind: 'message', author: { role: 'bot', id: 'anxin' }, body: { text } }],
        effects: [],
      };
    },
  });
  const shopper = await openShopper(served.url);

  await shopper.send('一');
  await shopper.waitFor((activity) => activity.text === 'misses:0');
  await shopper.send('坏');
  const said = await shopper.waitFor((activity) => /[0-9A-F]{8}/.test(activity.text ?? ''));
  await shopper.send('二');
  await shopper.waitFor((activity) => activity.text === 'misses:1');

  const reference = /[0-9A-F]{8}/.exec(said.text ?? '')?.[0] ?? 'none';
  expect(said.text).toMatch(/[一-龥]/);
  expect(said.text).not.toContain('planted');
  const line = served.lines.find((logged) => logged.includes(reference));
  expect(line).toContain('a planted failure');
  expect(calls).toBe(3);
  shopper.close();
  await served.close();
});

test('a did-you-mean question is answered by its button, its number, its words, or dropped by a new question', async () => {
  const served = await serveHere();
  const shopper = await openShopper(served.url);
  const search = served.anxin.knowledge.current().prepared;
  const vague = [
    '内衣可以退吗',
    '退货的钱多久能到',
    '上门取件过年有吗',
    '开过的手机无理由能不能退',
  ].find((text) => search(text).zone === 'did-you-mean');
  if (!vague) throw new Error('no question of the list is vague any more: add one');

  const ask = async () => {
    const id = await shopper.send(vague);
    return shopper.waitFor(
      (activity) => activity.id > id && activity.channelData?.anxin?.choices !== undefined,
    );
  };
  const answerTo = async (text: string, extra = {}) => {
    const id = await shopper.send(text, extra);
    return shopper.waitFor(
      (activity) => activity.id > id && activity.channelData?.anxin?.citations !== undefined,
    );
  };

  const asked = await ask();
  const [first, second] = asked.channelData?.anxin?.choices ?? [];
  const tapped = await answerTo(first?.label ?? '', { value: { choice: first?.value } });
  await ask();
  const numbered = await answerTo('第一个');
  await ask();
  const worded = await answerTo(second?.label ?? '');
  await ask();
  const unclear = await shopper.send('嗯嗯');
  const repeated = await shopper.waitFor((activity) => activity.id > unclear);
  const other = await answerTo('运费险是什么？');

  expect(numbered.text).toBe(tapped.text);
  expect(worded.text).not.toBe(tapped.text);
  expect(repeated.channelData?.anxin?.choices).toHaveLength(
    asked.channelData?.anxin?.choices?.length ?? 0,
  );
  expect(other.text).toContain('运费');
  await ask();
  const none = await shopper.send('都不是');
  const offer = await shopper.waitFor((activity) => activity.id > none);
  expect(offer.channelData?.anxin?.choices).toMatchObject([{ value: 'person' }]);
  shopper.close();
  await served.close();
});

test('a message whose turn can never be committed is answered with an apology and does not block the next one', async () => {
  const served = await serveHere({
    async decide({ state, entry }) {
      const isPoisoned = entry.body?.text === '毒';
      // A number that JSON does not know: the store refuses the commit each time, whoever tries.
      const text = (isPoisoned ? 1n : '好') as string;
      const author = { role: 'bot', id: 'anxin' } as const;
      return { state, entries: [{ kind: 'message', author, body: { text } }], effects: [] };
    },
  });
  const shopper = await openShopper(served.url);

  await shopper.send('毒');
  await shopper.send('后一句');
  const skipping = setInterval(() => served.skip(31_000), 300);
  const apology = await shopper.waitFor(
    (activity) => /[0-9A-F]{8}/.test(activity.text ?? ''),
    30_000,
  );
  clearInterval(skipping);
  const next = await shopper.waitFor((activity) => activity.text === '好');

  expect(next.id > apology.id).toBe(true);
  shopper.close();
  await served.close();
});
