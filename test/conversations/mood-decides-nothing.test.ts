import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TurnDecision } from '../../bot/turn/decide-turn.ts';
import type { ConversationState } from '../../src/conversation/conversation-state.ts';
import { calm, type Mood, moodKinds } from '../../src/nlu/mood/mood.ts';
import { openWayOutStage, type WayOutStage } from '../support/way-out-stage.ts';

const furious: Mood = {
  level: 'emergency',
  signs: moodKinds.map((kind) => ({ kind, words: kind })),
};

/** What a matter is made of: an order named or not, answers, corrections, questions, a way back, an end. */
const talks: readonly (readonly string[])[] = [
  ['我要退货', '昨天收到的衣服', '不喜欢', '自营', '没穿过', '都不是', '提交', '到哪一步了'],
  ['衣服破了', '退', '前天收到的', '第三方', '没有', '上一步', '没有', '提交'],
  ['我要退货，顺便问下发票怎么开', '算了不退了', '要得'],
  ['衣服寄回去', '退货', '不知道', '昨天', '不想退了我想换'],
  ['收到货几天内可以退？', '今天天气怎么样', '中'],
  ['内裤不合适退货，收到三天了', '自营', '确认过', '凭什么不能退'],
];

const at = Date.parse('2026-11-25T12:00:00+08:00');

let stage: WayOutStage;
let angry: WayOutStage;
beforeAll(async () => {
  stage = await openWayOutStage({ readMood: () => calm, at });
  angry = await openWayOutStage({ readMood: () => furious, at });
});
afterAll(async () => {
  await stage.close();
  await angry.close();
});

/** All that a turn asks, decides and opens. */
function mattersOf({ state, entries, effects }: TurnDecision) {
  const { mood: _, ...rest } = state;
  const shown = entries.filter(({ body }) => body.details !== undefined);
  return { state: rest, shown, effects };
}

test('how a shopper is changes no question, no decision and no case', async () => {
  for (const talk of talks) {
    let quiet: ConversationState = stage.fresh;
    let loud: ConversationState = angry.fresh;
    for (const text of talk) {
      const calmly = await stage.say(text, quiet);
      const angrily = await angry.say(text, loud);

      expect(mattersOf(angrily), text).toEqual(mattersOf(calmly));

      quiet = calmly.state;
      loud = angrily.state;
    }
    expect(loud.mood?.priority).toBeGreaterThan(0);
    expect(quiet.mood).toBeNull();
  }
});

test('it moves whoever asks for a person up in the queue', async () => {
  const priorityOf = ({ effects }: TurnDecision) =>
    effects.flatMap((effect) => (effect.kind === 'handoff.enqueue' ? effect.priority : []));

  expect(priorityOf(await stage.say('转人工', stage.fresh))).toEqual([0]);
  expect(priorityOf(await angry.say('转人工', angry.fresh))).toEqual([300]);
});

test('whoever waits and is worse off now is queued anew, once', async () => {
  const waiting = (await stage.say('转人工', stage.fresh)).state;

  const worse = await angry.say('在吗', waiting);
  const again = await angry.say('在吗', worse.state);

  expect(worse.effects).toEqual([
    { kind: 'handoff.withdraw' },
    { kind: 'handoff.enqueue', skill: 'general', priority: 300 },
  ]);
  expect(again.effects).toEqual([]);
});
