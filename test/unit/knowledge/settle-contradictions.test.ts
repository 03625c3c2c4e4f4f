import { describe, expect, test } from 'vitest';
import { parseClauseId } from '../../../src/kernel/ids.ts';
import { readRevision } from '../../../src/knowledge/revision.ts';
import { disputedClauses } from '../../../src/knowledge/settle-contradictions.ts';
import { returnEntries, soundFiles } from './sound-files.ts';

const otherClauses = `---
title: 另一份资料
source: hearsay
scope: { seller: any }
effective: { from: 2020-01-01, to: null }
---
## 收到货十五天内可以无理由退货 {#fifteen-days}

> 出处：1 行

听说是十五天。

\`\`\`facts
- { topic: return-window, party: any, condition: no-reason, anchor: receipt, value: 15, unit: day, polarity: allow }
\`\`\`

## 换货没有期限 {#no-limit}

> 出处：2 行

听说换货没有期限。

\`\`\`facts
- { topic: exchange-window, party: any, condition: quality, anchor: receipt, value: unlimited, unit: none, polarity: allow }
\`\`\`
`;

const hearsay =
  '- { id: hearsay, title: 听来的说法, publisher: 不详, date: 2020-01-01, tier: reference, trust: low, sha256: ' +
  `${'b'.repeat(64)} }\n`;

/** A folder in which one clause says seven days and another fifteen. */
function disputed(
  settlements: string | null = null,
  changes: Readonly<Record<string, string>> = {},
) {
  const sources = soundFiles().get('sources.yaml') ?? '';
  const { revision, problems } = readRevision(
    soundFiles({
      'sources.yaml': sources + hearsay,
      'clauses/other.md': otherClauses,
      'settlements.yaml': settlements,
      ...changes,
    }),
  );
  const said = problems.map(
    ({ severity, file, line, message }) => `${severity} ${file}:${line} ${message}`,
  );
  return { revision, said, states: revision.contradictions.map(({ state }) => state) };
}

const settlementsOf = (text: string, alike = '') =>
  `alike: { topics: [], conditions: [${alike}] }\nsettlements:\n  - ${text}\n`;
const sevenCounts =
  '{ topic: return-window, keep: [no-reason-window], drop: [fifteen-days], by: tier, reason: 平台规则优先 }';

describe('a contradiction', () => {
  test('is open as long as nobody settles it, and both clauses are named with their lines', () => {
    const { said, states } = disputed();

    expect(states).toEqual(['open']);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      /^warning clauses\/returns\.md:7 条款“no-reason-window”和“fifteen-days”（clauses\/other\.md:7）说法不一致：数值或说法不同/,
    );
  });

  test('is resolved where one clause counts', () => {
    const { said, states } = disputed(settlementsOf(sevenCounts));

    expect(states).toEqual(['resolved']);
    expect(said).toEqual([]);
  });

  test('is explained where each clause has its case', () => {
    const { said, states } = disputed(
      settlementsOf(
        '{ topic: return-window, apart: [no-reason-window, fifteen-days], reason: 各管一类商品 }',
      ),
    );

    expect(states).toEqual(['explained']);
    expect(said).toEqual([]);
  });

  test('with a third clause stays open though one of its sides has lost to another', () => {
    const third = otherClauses
      .replace('source: hearsay', 'source: platform-rules')
      .replace('{#fifteen-days}', '{#thirty-days}')
      .replace('value: 15', 'value: 30')
      .replace(/## 换货没有期限[\s\S]*/, '');

    const { states } = disputed(settlementsOf(sevenCounts), { 'clauses/third.md': third });

    expect(states.toSorted()).toEqual(['open', 'open', 'resolved']);
  });
});

describe('a settlement is an error', () => {
  test.each([
    [
      'that names a clause which is not there',
      '{ topic: return-window, keep: [no-reason-window], drop: [nowhere], by: tier, reason: 理由 }',
      '条款“nowhere”不存在',
    ],
    [
      'that names a clause without a contradiction',
      '{ topic: return-window, keep: [no-reason-window, law-seven-days], drop: [fifteen-days], by: tier, reason: 理由 }',
      '条款“law-seven-days”，它和这里另一边的条款没有不一致的地方',
    ],
    [
      'on another topic',
      '{ topic: exchange-window, keep: [no-reason-window], drop: [fifteen-days], by: tier, reason: 理由 }',
      '条款“no-reason-window”，它和这里另一边',
    ],
    [
      'by a tier that is not higher',
      '{ topic: return-window, keep: [fifteen-days], drop: [no-reason-window], by: tier, reason: 理由 }',
      '没有一条比“no-reason-window”层级高',
    ],
    [
      'by a date that is not newer',
      '{ topic: return-window, keep: [fifteen-days], drop: [no-reason-window], by: newer, reason: 理由 }',
      '没有一条比“no-reason-window”日期新',
    ],
    [
      'that says only half',
      '{ topic: return-window, keep: [no-reason-window], by: tier, reason: 理由 }',
      '写得不全',
    ],
    [
      'that chooses and tells apart at once',
      '{ topic: return-window, keep: [no-reason-window], drop: [fifteen-days], by: tier, apart: [no-reason-window, fifteen-days], reason: 理由 }',
      '两种写法混在一起',
    ],
  ])('%s', (_what, settlement, message) => {
    const { said } = disputed(settlementsOf(settlement));

    expect(said.join('\n')).toMatch(new RegExp(`error settlements\\.yaml:3 .*${message}`, 'u'));
  });

  test('without a reason', () => {
    const { said } = disputed(settlementsOf(sevenCounts.replace('平台规则优先', "''")));

    expect(said.join('\n')).toContain('error settlements.yaml:3');
  });

  test('that calls a name alike which no fact has', () => {
    const { said } = disputed(settlementsOf(sevenCounts, '[no-reason, noreason]'));

    expect(said).toEqual(['error settlements.yaml:1 没有一条 facts 用到“noreason”']);
  });
});

test.each(['tier', 'newer', 'choice'])('a clause counts by %s', (by) => {
  const { said } = disputed(settlementsOf(sevenCounts.replace('by: tier', `by: ${by}`)));

  expect(said).toEqual([]);
});

describe('an answer that cites a clause which does not count', () => {
  const citing = (marks: string) =>
    returnEntries.replace('[^no-reason-window] 法律', `${marks} 法律`);

  test('is an error on its own', () => {
    const alone = returnEntries.replaceAll('[^no-reason-window]', '[^fifteen-days]');
    const { said } = disputed(settlementsOf(sevenCounts), { 'faq/returns.md': alone });

    expect(said).toContain(
      'error faq/returns.md:4 答案引用了不采用的条款“fifteen-days”，却没有引用采用的条款',
    );
  });

  test('may put it right beside the one that counts', () => {
    const beside = citing('[^no-reason-window][^fifteen-days]');
    const { said } = disputed(settlementsOf(sevenCounts), { 'faq/returns.md': beside });

    expect(said).toEqual([]);
  });
});

describe('the clauses in dispute', () => {
  const id = (name: string) => {
    const parsed = parseClauseId(name);
    if (!parsed) throw new Error(`not an id: ${name}`);
    return parsed;
  };

  test.each(['no-reason-window', 'fifteen-days'])(
    'are both sides, the higher tier first, whichever is asked for: %s',
    (name) => {
      const { contradictions } = disputed().revision;

      const clauses = disputedClauses(contradictions, [id('law-seven-days'), id(name)]);

      expect(clauses.map((clause) => clause.id)).toEqual(['no-reason-window', 'fifteen-days']);
    },
  );

  test('are none once it is settled, or of other clauses', () => {
    const settled = disputed(settlementsOf(sevenCounts)).revision.contradictions;
    const open = disputed().revision.contradictions;

    expect(disputedClauses(settled, [id('fifteen-days')])).toEqual([]);
    expect(disputedClauses(open, [id('no-limit')])).toEqual([]);
  });
});
