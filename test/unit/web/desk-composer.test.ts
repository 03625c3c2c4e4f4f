import { beforeEach, describe, expect, test } from 'vitest';
import { type ComposerStore, createComposerStore } from '../../../src/web/desk/composer-store.ts';
import { createCompositionShelf } from '../../../src/web/desk/composition-shelf.ts';
import type { PostedReply } from '../../../src/web/desk/desk-requests.ts';
import { WireError } from '../../../src/web/shared/request.ts';

const under = { epoch: 3, lastSeenSeq: 7 };
const problem = (status: number, code: string, details?: unknown) =>
  new WireError(status, { code, say: '说明', reference: 'AB12-CD34', details });

/** What the desk's server answers, in order: an error is thrown, anything else is an answer. */
function createDesk() {
  const posted: PostedReply[] = [];
  const answers: (() => Promise<unknown>)[] = [];
  const kept = new Map<string, string>();
  let keys = 0;
  const memory = {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, text: string) => void kept.set(key, text),
  };
  const open = (): ComposerStore =>
    createComposerStore({
      shelf: createCompositionShelf(memory),
      async post(reply) {
        posted.push(reply);
        return answers.shift()?.();
      },
      newKey: () => `key-${++keys}`,
      createPause: () => ({ wait: async () => {}, skip() {} }),
      random: () => 0,
    });
  return {
    posted,
    open,
    refuse: (error: WireError) => answers.push(() => Promise.reject(error)),
    answerBy: (answer: () => Promise<unknown>) => answers.push(answer),
  };
}

describe('what an agent writes', () => {
  let desk: ReturnType<typeof createDesk>;
  let store: ComposerStore;
  beforeEach(() => {
    desk = createDesk();
    store = desk.open();
  });

  test('is kept for each conversation, and through a reload with the suggestion it came from', () => {
    store.write('a', '给甲的话');
    store.take('b', { id: 's1', text: '建议' });
    store.write('b', '建议，改过');

    const reloaded = desk.open();

    expect(reloaded.of('a')).toMatchObject({ text: '给甲的话', suggestionId: null });
    expect(reloaded.of('b')).toMatchObject({ text: '建议，改过', suggestionId: 's1' });
  });

  test('goes out trimmed with its suggestion, and leaves an empty box', async () => {
    store.take('a', { id: 's1', text: '您好 ' });

    await store.send('a', under);

    expect(desk.posted).toEqual([
      { conversationId: 'a', key: 'key-1', text: '您好', suggestionId: 's1', ...under },
    ]);
    expect(store.of('a')).toMatchObject({ text: '', suggestionId: null, phase: 'writing' });
  });

  test('is sent again under the same key until somebody answers', async () => {
    desk.refuse(new WireError(0));
    desk.refuse(problem(503, 'STORE_BUSY'));
    store.write('a', '您好');

    await store.send('a', under);

    expect(desk.posted.map(({ key }) => key)).toEqual(['key-1', 'key-1', 'key-1']);
    expect(store.of('a').text).toBe('');
  });

  test('is not sent twice by a second Enter, nor changed on its way', async () => {
    let answer = () => {};
    desk.answerBy(() => new Promise<void>((resolve) => (answer = resolve)));
    store.write('a', '您好');

    const sending = store.send('a', under);
    await store.send('a', under);
    store.write('a', '别的');
    const onItsWay = store.of('a');
    answer();
    await sending;

    expect(desk.posted).toHaveLength(1);
    expect(onItsWay).toMatchObject({ text: '您好', phase: 'sending' });
  });

  test('stays when the shopper has written meanwhile, with what is new', async () => {
    const news = { head: 9, entries: [{ seq: 9, text: '还有发票' }] };
    desk.refuse(problem(409, 'VIEW_STALE', news));
    store.write('a', '您好');

    await store.send('a', under);

    expect(store.of('a')).toMatchObject({
      text: '您好',
      phase: 'writing',
      hindrance: { kind: 'stale', head: 9, messages: [{ seq: 9, text: '还有发票' }] },
    });
  });

  test.each(['EPOCH_PASSED', 'HANDOFF_TAKEN'])(
    'stays when the conversation is lost by %s, and says so',
    async (code) => {
      desk.refuse(problem(409, code));
      store.write('a', '您好');

      await store.send('a', under);

      expect(store.of('a')).toMatchObject({
        text: '您好',
        hindrance: { kind: 'lost', say: '说明（编号 AB12-CD34）' },
      });
    },
  );

  test('stays when the agent gives up waiting for the network', async () => {
    desk.answerBy(() => {
      queueMicrotask(() => store.giveUp('a'));
      return Promise.reject(new WireError(0));
    });
    store.write('a', '您好');

    await store.send('a', under);

    expect(desk.posted).toHaveLength(1);
    expect(store.of('a')).toMatchObject({ text: '您好', phase: 'writing' });
  });

  test('is not sent when it is empty or too long', async () => {
    store.write('a', ' \n ');
    await store.send('a', under);
    store.write('a', '长'.repeat(4001));
    await store.send('a', under);

    expect(desk.posted).toEqual([]);
  });

  test('who clears the box has let go of the suggestion', () => {
    store.take('a', { id: 's1', text: '建议' });
    store.write('a', '');
    store.write('a', '自己写的');

    expect(store.of('a').suggestionId).toBeNull();
  });
});
