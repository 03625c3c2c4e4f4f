import { describe, expect, test } from 'vitest';
import type { RuleQuestion } from '../../../src/api/rules.ts';
import { answerText, factsOf, readAnswers, wholeOf } from '../../../src/web/rules/answers.ts';
import { readRoute, routeText, withAnswer } from '../../../src/web/rules/route.ts';

const now = Date.parse('2026-11-25T10:00:00+08:00');
const common = { label: '', ask: '' };
const questions: readonly RuleQuestion[] = [
  {
    ...common,
    fact: 'used',
    type: 'choice',
    choices: [
      { value: true, label: '用过了' },
      { value: false, label: '没用过' },
    ],
  },
  { ...common, fact: 'receipt_date', type: 'date' },
  { ...common, fact: 'paid_fen', type: 'amount' },
  { ...common, fact: 'measured_weight_mg', type: 'weight' },
];

describe('the address of a tried rule', () => {
  test.each(['#return', '#return?used=false&paid_fen=', '#return/used?used=true&paid_fen=12'])(
    '%s is read and written alike',
    (hash) => {
      const route = readRoute(hash);

      expect(route && routeText(route)).toBe(hash);
    },
  );

  test.each(['', '#', '#/', '#?used=true'])('“%s” chooses nothing', (hash) => {
    expect(readRoute(hash)).toBeNull();
  });

  test('a changed answer stays at its place and a new one comes last', () => {
    const route = readRoute('#return/used?used=true&paid_fen=12');
    if (!route) throw new Error('no route');

    expect(routeText(withAnswer(route, { fact: 'used', value: 'false' }))).toBe(
      '#return?used=false&paid_fen=12',
    );
    expect(routeText(withAnswer(route, { fact: 'reason', value: '' }))).toBe(
      '#return?used=true&paid_fen=12&reason=',
    );
  });
});

describe('answers', () => {
  const read = (hash: string) => readAnswers(questions, readRoute(hash)?.answers ?? []);

  test('become facts, those that cannot be told too', () => {
    const hash = '#x?used=false&receipt_date=2026-11-23&paid_fen=&measured_weight_mg=9700';

    expect(factsOf(read(hash))).toEqual({
      used: false,
      receipt_date: '2026-11-23',
      paid_fen: null,
      measured_weight_mg: 9700,
    });
    expect(read(hash).map((one) => answerText(one, now))).toEqual([
      '没用过',
      '11月23日（周一）',
      '不清楚',
      '9.7 克',
    ]);
  });

  test('that fit no question are left out', () => {
    const hash =
      '#x?used=maybe&receipt_date=2026-02-30&paid_fen=-1&measured_weight_mg=1e9&colour=red';

    expect(read(hash)).toEqual([]);
  });
});

describe('what is typed as money or weight', () => {
  test.each([
    ['399', 'amount', 39_900],
    ['12.5元', 'amount', 1_250],
    ['３，２９９．０１', 'amount', 329_901],
    ['0.07', 'amount', 7],
    ['9.7克', 'weight', 9_700],
    ['10', 'weight', 10_000],
  ] as const)('%s is %s %d', (typed, type, whole) => {
    expect(wholeOf(typed, type)).toBe(whole);
  });

  test.each(['', '-1', '1.234', '一百', '1e3', '123456789', '.5', '5.'])(
    '“%s” is none',
    (typed) => {
      expect(wholeOf(typed, 'amount')).toBeNull();
    },
  );
});
