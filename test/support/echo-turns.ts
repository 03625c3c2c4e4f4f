import type { NewEntry } from '../../src/conversation/log-entry.ts';
import type { TurnStore } from '../../src/conversation/turn-store.ts';
import type { ConversationId, ShopperId } from '../../src/kernel/ids.ts';

const bot = { role: 'bot', id: 'bot', name: '小安' } as const;

/** The smallest bot: greets once, and answers every message with `收到：` and its text, in order. */
export function createEchoTurns(store: TurnStore) {
  const runs = new Map<ConversationId, Promise<void>>();

  async function run(conversationId: ConversationId): Promise<void> {
    for (;;) {
      const conversation = await store.load(conversationId);
      const entry = conversation?.pending[0];
      if (!conversation || !entry) return;
      const said = entry.body?.text ?? entry.body?.name ?? '';
      await store.commit({
        conversationId,
        key: `turn:${entry.seq}`,
        etag: conversation.etag,
        processedUpTo: entry.seq,
        entries: entry.kind === 'message' ? [say(`收到：${said}`)] : [],
        effects: [],
      });
    }
  }

  return {
    wake(conversationId: ConversationId): void {
      const before = runs.get(conversationId) ?? Promise.resolve();
      runs.set(
        conversationId,
        before.then(() => run(conversationId)),
      );
    },
    async start(begin: {
      readonly conversationId: ConversationId;
      readonly shopperId: ShopperId;
    }): Promise<void> {
      await store.commit({
        conversationId: begin.conversationId,
        key: 'begin',
        etag: null,
        state: {},
        entries: [say('您好，我是小安。')],
        effects: [{ kind: 'conversation.belongs-to', shopperId: begin.shopperId }],
      });
    },
    /** Commits a message of the bot that answers nothing. */
    async speak(conversationId: ConversationId, body: NewEntry['body']): Promise<void> {
      await this.settled();
      const conversation = await store.load(conversationId);
      await store.commit({
        conversationId,
        key: `speak:${conversation?.head}`,
        etag: conversation?.etag ?? null,
        entries: [{ kind: 'message', author: bot, body }],
        effects: [],
      });
    },
    async settled(): Promise<void> {
      await Promise.all(runs.values());
    },
  };
}

function say(text: string): NewEntry {
  return { kind: 'message', author: bot, body: { text } };
}
