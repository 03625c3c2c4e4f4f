import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSupportBot } from '../../bot/support-bot.ts';
import type { DecideTurn } from '../../bot/turn/decide-turn.ts';
import { confirmSlot } from '../../dialogs/ask-slot.ts';
import { settledSlot } from '../../dialogs/form-go.ts';
import { freshState } from '../../src/conversation/conversation-state.ts';
import { beginForm } from '../../src/forms/change-form.ts';
import { formToJson } from '../../src/forms/form-state.ts';
import { createRuleBooks } from '../../src/forms/rule-book.ts';
import { parseConversationId } from '../../src/kernel/ids.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';

const wordings = [
  '转人工',
  '人工',
  '人工客服',
  '我要人工客服！！',
  '找个真人来',
  '换个人跟我说',
  '叫你们经理来',
  '有没有活人啊',
  '别让机器人回我了，转人工',
  '帮我转接客服',
  '我要和人说话',
  '轉人工',
  '轉接真人客服',
  '转 人 工',
  '转人工转人工转人工',
  '接人工服务',
  '不跟机器人说了，人工',
  '给我转人工 谢谢',
  '你好，请转人工。',
  '我要投诉，转人工',
];

describe('转人工 while a return is open', () => {
  let served: ServedHere;
  let bot: DecideTurn;

  beforeAll(async () => {
    served = await serveHere();
    const { knowledge, understand, policies, shelf, store, logger } = served.anxin;
    const rulesOf = createRuleBooks(policies);
    bot = createSupportBot({
      knowledge: knowledge.current,
      understand,
      rulesOf,
      shelf,
      queue: store,
      ordersOf: () => null,
      documents: store,
      logger,
    });
  });

  afterAll(() => served.close());

  /** One message to a return that has just asked for `asked`. */
  async function say(text: string, asked: string) {
    const { revision } = served.anxin.knowledge.current();
    const form = createRuleBooks(served.anxin.policies)(revision).forms.get('return');
    const conversationId = parseConversationId('7d0f1c52-3c52-4b8e-9a39-0d6a4c1f7e11');
    if (!form || !conversationId) throw new Error('no form to ask from');
    const now = served.anxin.clock.now();
    const begun = beginForm(form, { revision: revision.id, intent: 'return_goods', now });
    const state = { ...freshState, form: formToJson({ ...begun, asked }) };
    const author = { role: 'shopper', id: 'dl_way_out' } as const;
    const entry = { seq: 2, at: now, kind: 'message', author, body: { text } } as const;
    return bot({ conversationId, state, shopper: null, entry, now });
  }

  function places(): readonly string[] {
    const { revision } = served.anxin.knowledge.current();
    const form = createRuleBooks(served.anxin.policies)(revision).forms.get('return');
    return [...(form?.slots.keys() ?? []), confirmSlot, settledSlot];
  }

  test.each(wordings)(
    '%s reaches the queue from every question, and keeps the form',
    async (wish) => {
      const asked = places();
      expect(asked.length).toBeGreaterThan(10);

      const decided = await Promise.all(asked.map((slot) => say(wish, slot)));

      const owners = decided.map(({ state }, at) => `${asked[at]}: ${state.owner.kind}`);
      expect(owners).toEqual(asked.map((slot) => `${slot}: queue`));
      expect(decided.every(({ state }) => state.form !== null)).toBe(true);
    },
  );

  test('an answer stays with the bot', async () => {
    const { state } = await say('没用过', 'used');

    expect(state.owner.kind).toBe('bot');
  });
});
