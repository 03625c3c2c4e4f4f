import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Citation } from '../../../src/conversation/log-entry.ts';
import type { ClauseId } from '../../../src/kernel/ids.ts';
import { citationOf } from '../../../src/knowledge/citation.ts';
import { fillReply, sayReply } from '../../../src/knowledge/fill-reply.ts';
import { packRevision, unpackRevision } from '../../../src/knowledge/pack-revision.ts';
import { readRevision } from '../../../src/knowledge/revision.ts';
import { soundFiles, soundReplies, soundRevision } from './sound-files.ts';

describe('packing', () => {
  test('a revision comes back the same', () => {
    const revision = soundRevision();

    const unpacked = unpackRevision(packRevision(revision));

    expect(unpacked).toEqual(revision);
  });

  test('an old revision still opens its clauses when newer checks complain', () => {
    const service = (soundFiles().get('service.yaml') ?? '').replace(
      'hours:',
      'retired: yes\nhours:',
    );
    const { revision, problems } = readRevision(
      soundFiles({ 'service.yaml': service, 'replies/zh-CN.yaml': 'greeting: 只有一句\n' }),
    );
    expect(problems.length).toBeGreaterThan(10);

    const unpacked = unpackRevision(packRevision(revision));

    expect(unpacked.id).toBe(revision.id);
    expect(unpacked.service.shop.name).toBe('小安商店');
    expect(unpacked.clauses.get('no-reason-window' as ClauseId)?.title).toBe(
      '收到货七天内可以无理由退货',
    );
  });

  test.each([
    ['text that is no base64', '!!!'],
    ['other JSON', brotliCompressSync('{"a":1}').toString('base64')],
    ['a flood', brotliCompressSync('a'.repeat(80 * 1024 * 1024)).toString('base64')],
  ])('%s is refused', (_what, packed) => {
    expect(() => unpackRevision(packed)).toThrow('cannot be unpacked');
  });
});

describe('citationOf', () => {
  test('names the clause as the log keeps it', () => {
    const revision = soundRevision();

    const citation: Citation = citationOf(revision, 'law-seven-days' as ClauseId);

    expect(citation).toEqual({
      revision: revision.id,
      clauseId: 'law-seven-days',
      title: '法律规定的七日退货',
      tier: 'law',
      source: '消费者权益保护法',
      effectiveFrom: '2024-07-01',
    });
  });

  test('refuses a clause that is not in the revision', () => {
    expect(() => citationOf(soundRevision(), 'nothing' as ClauseId)).toThrow(
      'has no clause nothing',
    );
  });
});

describe('replies', () => {
  test('are filled with facts', () => {
    expect(fillReply('您好，前面还有 {place} 位，{place} 位。', { place: 3 })).toBe(
      '您好，前面还有 3 位，3 位。',
    );
  });

  test('keep facts as they are, also where they look like placeholders', () => {
    expect(fillReply('{shop}', { shop: '$& {bot}' })).toBe('$& {bot}');
  });

  test('never show braces to a shopper', () => {
    expect(() => fillReply('第 {place} 位', {})).toThrow('needs {place}');
    expect(() => fillReply('{toString}', {})).toThrow('needs {toString}');
  });

  test('are found in the revision by key', () => {
    const revision = soundRevision({
      'replies/zh-CN.yaml': soundReplies({ greeting: '我是{shop}的{bot}。' }),
    });

    expect(sayReply(revision, 'greeting', { shop: '小安商店', bot: '小安' })).toBe(
      '我是小安商店的小安。',
    );
  });
});
