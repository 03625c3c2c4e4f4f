import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readHumanLines } from '../evaluation/human-lines.ts';
import { openWayOutStage, type WayOutStage } from '../support/way-out-stage.ts';

/** Some twelve thousand turns. */
const allTurnsMs = 240_000;

describe('转人工 at every place of a conversation', () => {
  let stage: WayOutStage;

  beforeAll(async () => {
    stage = await openWayOutStage();
  });

  afterAll(() => stage.close());

  async function queuedAt(text: string): Promise<readonly string[]> {
    const decided = await Promise.all(
      stage.places.map(async ({ name, state }) => {
        const after = (await stage.say(text, state)).state;
        const isKept = (after.form === null) === (state.form === null);
        return after.owner.kind === 'queue' && isKept ? name : null;
      }),
    );
    return decided.filter((name) => name !== null);
  }

  test(
    'each of the wordings reaches the queue, and an open form is kept',
    async () => {
      const wishes = readHumanLines('wishes');
      const names = stage.places.map(({ name }) => name);
      expect(wishes.length).toBeGreaterThanOrEqual(500);
      expect(names.length).toBeGreaterThanOrEqual(12);

      for (const wish of wishes) expect(await queuedAt(wish), wish).toEqual(names);
    },
    allTurnsMs,
  );

  test('what only looks like a wish stays with the bot', async () => {
    const lookAlikes = readHumanLines('look-alikes');
    expect(lookAlikes.length).toBeGreaterThanOrEqual(150);

    for (const line of lookAlikes)
      expect((await stage.say(line, stage.fresh)).state.owner.kind, line).toBe('bot');
  });

  test('an answer stays with the bot', async () => {
    expect(await queuedAt('没用过')).toEqual([]);
  });
});
