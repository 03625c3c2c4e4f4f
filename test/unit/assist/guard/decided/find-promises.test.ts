import { describe, expect, test } from 'vitest';
import { guardOfFile } from '../guard-of-file.ts';
import { decided, matters, refused } from './decided-matters.ts';

const added =
  '  - { id: beyond_decision, title: 超出判定, level: warn, clause: three-times, only: agent, advice: 请照判定说。, instead: 以判定为准。, finders: [decision] }\nrules:\n';
const guard = guardOfFile(['rules:\n', `rules:\n${added.replace('rules:\n', '')}`]);
const context = { said: [], decided: matters(decided()) };

describe('the rule for decisions', () => {
  test('tells what was decided, why, and offers the reply without the promise', () => {
    const text = '您好，都登记好了。给您退350元。';

    const { verdict, violations, rewrite } = guard.check(text, context);

    expect(verdict).toBe('warn');
    expect(violations).toMatchObject([
      {
        rule: 'beyond_decision',
        text: '350元',
        start: 12,
        decided: {
          decisionId: 'd1',
          text: '“退货”（格纹衬衫）的判定：退回货款299.00元，没有别的。',
          reason: decided().reason,
        },
      },
    ]);
    expect(rewrite).toBe('您好，都登记好了。以判定为准。');
  });

  test.each([
    ['3天内就退款到您账户。', '7天内'],
    ['您可以15天内退。', '7天内申请，最晚2026-03-09'],
    ['来回运费我们出。', '寄回运费由顾客承担'],
  ])('names the figure that counts: %s', (text, figure) => {
    expect(guard.check(text, context).violations[0]?.decided?.text).toContain(figure);
  });

  test('says of what was refused that it was', () => {
    const { violations } = guard.check('给您办理退货。', { said: [], decided: matters(refused) });

    expect(violations[0]?.decided).toMatchObject({
      text: '“退货”（格纹衬衫）的判定：不支持。',
      reason: refused.reason,
    });
  });

  test('stands beside what the other rules find, and is asked anew in each conversation', () => {
    const text = '给您退350元，电话13812345678。';

    const rules = (given: typeof context) =>
      guard.check(text, given).violations.map(({ rule }) => rule);

    expect(rules(context)).toEqual(['beyond_decision', 'phone']);
    expect(rules({ said: [], decided: matters() })).toEqual(['phone']);
    expect(guard.check('给您退350元。').verdict).toBe('pass');
    expect(guard.check('给您退350元。', context).verdict).toBe('warn');
    expect(guard.check('给您退350元。').verdict).toBe('pass');
  });

  test('is for agents, and compares nothing where a shop has taken it out', () => {
    expect(guard.check('给您退350元。', { ...context, speaker: 'bot' }).verdict).toBe('pass');
    expect(guardOfFile().check('给您退350元。', context).verdict).toBe('pass');
  });
});
