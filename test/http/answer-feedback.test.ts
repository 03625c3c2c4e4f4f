import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AnswerCountsView } from '../../src/api/insight.ts';
import { openStage, type Stage } from '../support/conversation-stage.ts';
import type { ShownActivity } from '../support/scene.ts';

const question = '收到货几天内可以退？';
const entryId = 'return-window';

let stage: Stage;
beforeEach(async () => {
  const script = { title: '有用没用', at: '2026-11-25T10:00:00+08:00', turns: [] };
  stage = await openStage({ ...script, shopper: 'demo' });
});
afterEach(() => stage.close());

const answerIn = (shown: readonly ShownActivity[]) =>
  shown.flatMap(({ channelData }) => channelData?.anxin?.answer ?? [])[0];

async function askFor(text: string): Promise<string> {
  const answer = answerIn(await stage.send({ text }));
  if (!answer) throw new Error(`no answer to ${text}`);
  return answer.answerId;
}

const judge = (answerId: unknown, useful: unknown) =>
  stage.send({ type: 'event', name: 'answer.feedback', value: { answerId, useful } });

async function listed(query = ''): Promise<{ answers: AnswerCountsView[]; next?: string }> {
  const response = await stage.served.staff(`/api/insight/answers${query}`);
  expect(response.status).toBe(200);
  return response.json();
}

async function countsOf(id: string): Promise<AnswerCountsView | undefined> {
  let after = '';
  for (;;) {
    const { answers, next } = await listed(`?limit=100${after}`);
    const found = answers.find((one) => one.entryId === id);
    if (found || next === undefined) return found;
    after = `&after=${next}`;
  }
}

describe('an opinion of an answer', () => {
  test('is counted for its entry, and can be changed', async () => {
    const answerId = await askFor(question);
    expect(await countsOf(entryId)).toEqual({
      entryId,
      question,
      asked: 1,
      useful: 0,
      notUseful: 0,
    });

    await judge(answerId, true);
    expect(await countsOf(entryId)).toMatchObject({ asked: 1, useful: 1, notUseful: 0 });
    await judge(answerId, true);
    expect(await countsOf(entryId)).toMatchObject({ asked: 1, useful: 1, notUseful: 0 });
    await judge(answerId, false);
    expect(await countsOf(entryId)).toMatchObject({ asked: 1, useful: 0, notUseful: 1 });
  });

  test('that it was no use is met with other words and a person, once', async () => {
    const answerId = await askFor(question);

    const first = await judge(answerId, false);
    await judge(answerId, true);
    const second = await judge(answerId, false);

    const choices = first.flatMap(({ channelData }) => channelData?.anxin?.choices ?? []);
    expect(choices.map(({ label }) => label)).toEqual(['换个说法', '转人工']);
    expect(second).toEqual([]);
    const more = await stage.send({ text: '换个说法', value: { choice: 'rephrase' } });
    expect(more.map(({ text }) => text)).toEqual([expect.stringContaining('换个说法说给我')]);
  });

  test('is heard without a word where a question is open', async () => {
    const answerId = await askFor(question);
    await stage.send({ text: '我要退货' });

    const shown = await judge(answerId, false);

    expect(shown).toEqual([]);
    expect(await countsOf(entryId)).toMatchObject({ notUseful: 1 });
  });

  test('outlives a restart of the server', async () => {
    const answerId = await askFor(question);
    await judge(answerId, true);

    await stage.restart();

    expect(await countsOf(entryId)).toMatchObject({ asked: 1, useful: 1 });
  });

  test('is kept without a word of who said it', async () => {
    const answerId = await askFor(question);
    await judge(answerId, false);

    const { rows } = await stage.served.anxin.store.listDocuments({
      collection: 'told-answer',
      index: 'entry',
      limit: 10,
    });

    expect(rows).toHaveLength(1);
    expect(rows[0]?.id).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.keys(rows[0]?.document ?? {}).toSorted()).toEqual([
      'entryId',
      'hasOffered',
      'revision',
      'useful',
    ]);
    expect(JSON.stringify(rows)).not.toContain(stage.conversationId);
  });

  test('of an answer that nobody gave changes nothing', async () => {
    await askFor(question);

    const shown = await judge('999.1', false);

    expect(shown).toEqual([]);
    expect(await countsOf(entryId)).toMatchObject({ asked: 1, useful: 0, notUseful: 0 });
  });

  test.each([
    ['not an id', true],
    ['2.1', 'yes'],
    [2.1, true],
    ['2.1', null],
  ])('that is not one is refused: %j, %j', async (answerId, useful) => {
    await expect(judge(answerId, useful)).rejects.toThrow(': 400 ');
  });
});

describe('GET /api/insight/answers', () => {
  test('gives the entries in pages, each once, in the order of their ids', async () => {
    const ids: string[] = [];
    let query = '?limit=100';
    for (;;) {
      const { answers, next } = await listed(query);
      ids.push(...answers.map((one) => one.entryId));
      if (next === undefined) break;
      query = `?limit=100&after=${next}`;
    }

    const { entries } = stage.served.anxin.knowledge.current().revision;
    expect(ids).toEqual(entries.map(({ id }) => String(id)).toSorted());
  });

  test('is for staff only', async () => {
    const response = await fetch(`${stage.served.url}/api/insight/answers`);

    expect(response.status).toBe(401);
  });
});
