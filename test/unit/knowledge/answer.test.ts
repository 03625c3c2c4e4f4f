import { describe, expect, test } from 'vitest';
import { answerFrom, bothSides } from '../../../src/knowledge/answer.ts';
import type { Revision } from '../../../src/knowledge/revision.ts';
import { returnClauses, soundReplies, soundRevision } from './sound-files.ts';

const replies = soundReplies({
  'answer.disputed': '说法不一致：\n{sides}\n请转人工。',
  'answer.disputed.side': '·{title}（{tier}：{source}）',
  'tier.law': '法律法规',
  'tier.platform': '平台规则',
});

/** The law gets a typed fact of its own. */
const lawSays = (value: number) =>
  `${returnClauses}
\`\`\`facts
- { topic: return-window, party: any, condition: no-reason, anchor: receipt, value: ${value}, unit: day, polarity: allow }
\`\`\`
`;

function revisionIn(changes: Readonly<Record<string, string>>): Revision {
  return soundRevision({ 'replies/zh-CN.yaml': replies, ...changes });
}

function answerIn(changes: Readonly<Record<string, string>>) {
  const revision = revisionIn(changes);
  const entry = revision.entries.find(({ id }) => id === 'insurance-what');
  if (!entry) throw new Error('the fixture has no entry insurance-what');
  return answerFrom(revision, entry);
}

describe('the answer of an entry', () => {
  test('is its own where its clauses agree with the others', () => {
    const { text, citations, isDisputed } = answerIn({ 'clauses/returns.md': lawSays(7) });

    expect(text).toBe('退货时的运费由保险按条款赔付。');
    expect(citations.map(({ clauseId }) => clauseId)).toEqual(['no-reason-window']);
    expect(isDisputed).toBe(false);
  });

  test('gives way to both sides with their sources while a clause it cites contradicts another', () => {
    const { text, citations, isDisputed } = answerIn({ 'clauses/returns.md': lawSays(15) });

    expect(text).toBe(
      [
        '说法不一致：',
        '·法律规定的七日退货（法律法规：消费者权益保护法）',
        '·收到货七天内可以无理由退货（平台规则：平台售后规则）',
        '请转人工。',
      ].join('\n'),
    );
    expect(citations.map(({ clauseId }) => clauseId)).toEqual([
      'law-seven-days',
      'no-reason-window',
    ]);
    expect(isDisputed).toBe(true);
  });

  test('is its own again once that is settled', () => {
    const { text, isDisputed } = answerIn({
      'clauses/returns.md': lawSays(15),
      'settlements.yaml':
        'alike: { topics: [], conditions: [] }\nsettlements:\n' +
        '  - { topic: return-window, apart: [no-reason-window, law-seven-days], reason: 各管一类 }\n',
    });

    expect(text).toBe('退货时的运费由保险按条款赔付。');
    expect(isDisputed).toBe(false);
  });
});

test('a revision kept from a time without these sentences tells no sides', () => {
  const { clauses, ...rest } = revisionIn({ 'clauses/returns.md': lawSays(15) });
  const older: Revision = { ...rest, clauses, replies: new Map() };

  expect(bothSides(older, [...clauses.keys()])).toBeNull();
});
