import { describe, expect, test } from 'vitest';
import {
  echoedKeys,
  emptyTranscript,
  readActivities,
  type Transcript,
  typingSpeaker,
} from '../../../src/web/chat/transcript.ts';
import type { Activity } from '../../../src/web/shared/wire.ts';

const userId = 'dl_shopper';
let seq = 0;

function activity(fields: Partial<Activity>): Activity {
  seq += 1;
  return { type: 'message', id: `c|${seq}`, timestamp: '2026-03-05T10:00:00Z', ...fields };
}

const fromShopper = (text: string, value?: unknown) =>
  activity({ from: { id: userId, role: 'user' }, text, value });
const fromBot = (text: string, choices?: readonly string[]) =>
  activity({
    from: { id: 'bot', role: 'bot' },
    text,
    channelData: {
      anxin: choices ? { choices: choices.map((value) => ({ label: value, value })) } : {},
    },
  });
const fromAgent = (text: string, agent: string) =>
  activity({ from: { id: 'agent:a01', role: 'bot' }, text, channelData: { anxin: { agent } } });
const handoff = (value: object, name = 'handoff.status') =>
  activity({ type: 'event', name, from: { id: 'anxin', role: 'bot' }, value });

const read = (activities: readonly Activity[], transcript: Transcript = emptyTranscript) =>
  readActivities(transcript, activities, { userId, receivedAt: 7 });

describe('transcript', () => {
  test('tells shopper, bot and agent apart, and names the agent', () => {
    const { entries } = read([fromShopper('问'), fromBot('答'), fromAgent('您好', '林溪')]);

    expect(entries.map((entry) => entry.kind === 'message' && [entry.speaker, entry.name])).toEqual(
      [
        ['shopper', null],
        ['bot', null],
        ['agent', '林溪'],
      ],
    );
  });

  test('a replayed activity changes nothing', () => {
    const activities = [fromShopper('问'), handoff({ state: 'queued', place: 2 }), fromBot('答')];
    const once = read(activities);

    const twice = read(activities, once);

    expect(twice.entries).toEqual(once.entries);
    expect(twice.owner).toEqual({ kind: 'queue', place: 2 });
  });

  test('what was erased goes from a page that is open, and what was said since stays', () => {
    const [secret, answer, later] = [fromShopper('我叫张三'), fromBot('好的'), fromShopper('在吗')];
    const upTo = Number(answer.id?.split('|')[1]);
    const before = read([secret, answer, later]);

    const { entries } = read([handoff({ upTo }, 'privacy.erased'), fromBot('已经删除')], before);

    expect(entries.map((entry) => entry.kind === 'message' && entry.text)).toEqual([
      '在吗',
      '已经删除',
    ]);
  });

  test('follows who owns the conversation, and the place in the queue', () => {
    const queued = read([handoff({ state: 'queued', place: 3 })]);
    const moved = read([handoff({ place: 1 }, 'handoff.place')], queued);
    const accepted = read([handoff({ state: 'accepted', agent: '林溪' })], moved);
    const late = read([handoff({ place: 2 }, 'handoff.place')], accepted);
    const closed = read([handoff({ state: 'closed' })], late);

    expect([queued, moved, accepted, late, closed].map(({ owner }) => owner)).toEqual([
      { kind: 'queue', place: 3 },
      { kind: 'queue', place: 1 },
      { kind: 'agent', name: '林溪' },
      { kind: 'agent', name: '林溪' },
      { kind: 'bot' },
    ]);
    expect(closed.entries.map((entry) => entry.kind === 'notice' && entry.change)).toEqual([
      'accepted',
      'closed',
    ]);
  });

  test.each([{}, { state: 'somewhere' }, null, 'queued', undefined])(
    'an event that says nothing known (%j) changes nothing',
    (value) => {
      const event = activity({ type: 'event', name: 'handoff.status', value });

      const { entries, owner } = read([event]);

      expect({ entries, owner }).toEqual({ entries: [], owner: { kind: 'bot' } });
    },
  );

  test('a message without a readable time takes the time it came', () => {
    const { entries } = read([activity({ from: { id: 'bot' }, text: '答', timestamp: 'soon' })]);

    expect(entries[0]?.at).toBe(7);
  });

  test('finds the echo of our own messages by their keys', () => {
    const echo = activity({ from: { id: userId }, channelData: { clientActivityID: 'k1' } });

    expect([...echoedKeys([echo, fromBot('答')])]).toEqual(['k1']);
  });

  test('typing counts for bot and agent, not for the shopper’s other tab, and ends with a message', () => {
    const typing = (id: string, role: string) => activity({ type: 'typing', from: { id, role } });

    expect(typingSpeaker([typing('bot', 'bot')])).toBe('bot');
    expect(typingSpeaker([typing('agent:a01', 'bot')])).toBe('agent');
    expect(typingSpeaker([typing(userId, 'user')])).toBeNull();
    expect(typingSpeaker([typing('bot', 'bot'), fromBot('答')])).toBeNull();
  });
});

describe('cards', () => {
  const fromAnxin = (anxin: object) =>
    activity({ from: { id: 'bot', role: 'bot' }, text: '答', channelData: { anxin } });

  test('are read from the bot’s messages, and not from what a shopper sends', () => {
    const card = { caseId: 'R1', statusText: '等待审核', deadlines: [] };
    const own = { from: { id: userId, role: 'user' }, channelData: { anxin: { case: card } } };

    const { entries } = read([fromAnxin({ case: card }), activity(own)]);

    expect(entries.map((entry) => entry.kind === 'message' && entry.case?.caseId)).toEqual([
      'R1',
      undefined,
    ]);
  });

  test.each([
    { choices: 'a', citations: 7, input: [], outcome: 'yes', case: null },
    { choices: [null, {}, 'a'], citations: [{ tier: 'divine', clauseId: 'c' }], input: {} },
    { input: { kind: 'video' }, outcome: { status: 'perhaps', title: 'x' }, case: { caseId: 7 } },
  ])('that make no sense (%j) leave the message with its text', (anxin) => {
    const { entries } = read([fromAnxin(anxin)]);

    expect(entries).toMatchObject([
      { text: '答', choices: [], citations: [], input: null, outcome: null, case: null },
    ]);
  });

  test('say in brief what old clients read in full, and only where they are drawn', () => {
    const card = { status: 'granted', title: '可以退货' };

    const { entries } = read([
      fromAnxin({ outcome: card, brief: '' }),
      fromAnxin({ outcome: { title: 7 }, brief: '' }),
      fromAnxin({ outcome: card, brief: { zh: '' } }),
    ]);

    expect(entries.map((entry) => entry.kind === 'message' && entry.text)).toEqual([
      '',
      '答',
      '答',
    ]);
  });

  test('orders that are choices too, for old clients, are offered once', () => {
    const [order, person] = ['o1', 'person'].map((value) => ({ label: value, value }));

    const { entries } = read([
      fromAnxin({ input: { kind: 'orders', orders: [order] }, choices: [order, person] }),
      fromAnxin({ input: { kind: 'orders', orders: [] }, choices: [order, person] }),
    ]);

    expect(entries.map((entry) => entry.kind === 'message' && entry.choices)).toEqual([
      [person],
      [order, person],
    ]);
  });
});
