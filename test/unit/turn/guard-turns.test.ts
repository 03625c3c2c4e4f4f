import { describe, expect, test } from 'vitest';
import { guardSay } from '../../../bot/turn/guard-say.ts';
import { guardTurns } from '../../../bot/turn/guard-turns.ts';
import type { Guard } from '../../../src/assist/guard/create-guard.ts';
import { freshState } from '../../../src/conversation/conversation-state.ts';
import type { EntryBody, LogEntry, NewEntry } from '../../../src/conversation/log-entry.ts';
import { parseConversationId } from '../../../src/kernel/ids.ts';
import { recordLog } from '../../support/record-log.ts';
import { guardOfFile } from '../assist/guard/guard-of-file.ts';

const conversationId = parseConversationId('conversation-0001');

function replyOf(body: EntryBody): NewEntry {
  return { kind: 'message', author: { role: 'bot', id: 'anxin' }, body };
}

async function delivered(
  body: EntryBody,
  guard: Guard = guardOfFile(),
  { said = '我的电话13812345678', names = [] as readonly string[] } = {},
) {
  const { logger, lines } = recordLog();
  const decision = { state: freshState, entries: [replyOf(body)], effects: [], names };
  const decide = guardTurns(async () => decision, {
    guard: () => guard,
    sentence: (key) => `〈${key}〉`,
    logger,
  });
  if (!conversationId) throw new Error('no id');
  const entry: LogEntry = {
    seq: 3,
    at: 0,
    kind: 'message',
    author: { role: 'shopper', id: 'dl_1' },
    body: { text: said },
  };
  const { entries } = await decide({
    conversationId,
    state: freshState,
    shopper: null,
    entry,
    now: 0,
  });
  return { body: entries[0]?.body, lines };
}

const safe = {
  text: '〈guard.withheld〉',
  details: { choices: [{ label: '〈unknown.person〉', value: 'person' }] },
};

describe('a reply of the bot', () => {
  test('goes out as it is when nothing is found', async () => {
    const { body, lines } = await delivered({ text: '您的电话是13812345678，对吗？' });

    expect(body).toEqual({ text: '您的电话是13812345678，对吗？' });
    expect(lines).toEqual([]);
  });

  test('may say back what was said', async () => {
    const { body } = await delivered(
      { text: '您刚才说到“电话13812345678，加微信 abcde”，现在办吗？' },
      guardOfFile(),
      { said: '电话13812345678，加微信 abcde' },
    );

    expect(body?.text).toContain('现在办吗');
  });

  test('may name goods whose title holds a number like a telephone’s', async () => {
    const named = { text: '您要退的是视界13912345678摄像头吗？' };

    const [known, unknown] = await Promise.all([
      delivered(named, guardOfFile(), { names: ['视界13912345678摄像头'] }),
      delivered(named),
    ]);

    expect(known.body).toEqual(named);
    expect(unknown.body).toEqual(safe);
  });

  test('may ask back with titles of entries that name what the bot must not say', async () => {
    const choices = [{ label: '商家不管，平台管不管？', value: '1' }];
    const asked = { text: '您想问的是下面哪一个？', details: { ask: 'did-you-mean', choices } };

    const { body } = await delivered(asked);

    expect(body).toEqual(asked);
  });

  test.each([
    [{ text: '请加微信 abcde' }],
    [{ text: '电话13912345678' }],
    [{ text: '好', details: { choices: [{ label: '加我微信', value: 'x' }] } }],
    [{ text: '好', details: { outcome: { reason: '请加微信 abcde' } } }],
  ])('is replaced by a safe sentence and the offer of a person: %j', async (unsafe) => {
    const { body, lines } = await delivered(unsafe);

    expect(body).toEqual(safe);
    expect(lines).toMatchObject([
      { level: 'error', message: 'reply withheld by the guard', facts: { conversationId, seq: 3 } },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/abcde|139/);
  });

  test('is not delivered when it could not be checked', async () => {
    const broken: Guard = {
      problems: [],
      check: () => {
        throw new Error('broken');
      },
    };

    const { body, lines } = await delivered({ text: '您好' }, broken);

    expect(body).toEqual(safe);
    expect(lines).toMatchObject([{ facts: { rules: ['unchecked'] } }]);
  });
});

test('a sentence outside of turns is checked with what is filled in', () => {
  const { logger, lines } = recordLog();
  const say = guardSay((key, facts) => `${key} ${facts?.['agent'] ?? ''}`, {
    guard: () => guardOfFile(),
    logger,
  });

  expect(say('handoff.joined', { agent: '林溪' })).toBe('handoff.joined 林溪');
  expect(say('handoff.joined', { agent: '加微信 abcde' })).toBe('guard.withheld ');
  expect(lines).toMatchObject([{ facts: { rules: ['contact'], key: 'handoff.joined' } }]);
});
