import { beforeAll, describe, expect, test } from 'vitest';
import { compileTables, shippedPolicies, tableText } from './policy-files.ts';

let shipped: Awaited<ReturnType<typeof shippedPolicies>>;
beforeAll(async () => {
  shipped = await shippedPolicies();
});

/** Sound as it stands; each test breaks one thing. */
const sound = `name: return
title: 退货
public: true
hitPolicy: FIRST
missing: 还要知道更多。
inputs:
  - fact: reason
    type: enum
    values: [no_reason, quality]
  - fact: days_since_receipt
    daysSince: receipt_date
  - fact: payer
    decision: freight
    outcome: payer
rows:
  - id: late
    when: { days_since_receipt: "> 7" }
    outcome: { status: refused, window_days: 7 }
    reason: 期限是{window_days}天，{last_day}为止。
    clauses: [seven-days]
    figures: { days_since_receipt: seven-days, window_days: seven-days }
    nearMiss:
      days_since_receipt: 晚了{days_over}天。
  - id: in-time
    outcome: { status: granted, payer: "{payer}" }
    reason: 可以退。{payer.reason}
    clauses: [seven-days]
`;

const freight = `name: freight
title: 运费
public: false
hitPolicy: UNIQUE
missing: 还要知道更多。
inputs:
  - fact: reason
    type: enum
    values: [no_reason, quality]
rows:
  - id: quality
    when: { reason: quality }
    outcome: { status: granted, payer: merchant }
    reason: 运费由商家承担。
    clauses: [seven-days]
  - id: no-reason
    when: { reason: no_reason }
    outcome: { status: granted, payer: shopper }
    reason: 运费由您承担。
    clauses: [seven-days]
`;

const problemsOf = (tables: Readonly<Record<string, string>>) =>
  compileTables(tables).problems.map(
    ({ file, line, message, severity }) => `${severity} ${file}:${line} ${message}`,
  );

const broken = (text: string, from: string, to: string) => {
  if (!text.includes(from)) throw new Error(`no "${from}" to replace`);
  return text.replace(from, to);
};

describe('sound tables', () => {
  test('compile without a problem', () => {
    const { policies, problems } = compileTables({ return: sound, freight });

    expect(problems).toEqual([]);
    expect([...policies.compiled.keys()].toSorted()).toEqual(['freight', 'return']);
  });

  test('a folder without tables is sound', () => {
    expect(compileTables({}).problems).toEqual([]);
  });

  test('those that ship cover every case without overlap, and each row can be reached', () => {
    const { policies, problems } = shipped;

    expect(problems).toEqual([]);
    expect([...policies.compiled.keys()].toSorted()).toEqual([
      'counterfeit-claim',
      'exchange',
      'freight-insurance-claim',
      'gold-material',
      'gold-weight',
      'goods-claim',
      'missing-item',
      'price-protection',
      'privacy-leak',
      'privacy-request',
      'repair',
      'return',
      'return-exclusion',
      'return-freight',
      'return-no-reason',
      'return-quality',
    ]);
  });
});

describe('a table with a fault names the file, the line and what is wrong', () => {
  test.each<[what: string, from: string, to: string, problem: string]>([
    [
      'a gap',
      '  - id: in-time\n',
      '  - id: in-time\n    when: { reason: quality }\n',
      ':16 没有哪一行管这种情况：reason = no_reason，days_since_receipt = ..7',
    ],
    [
      'a row never reached',
      '  - id: in-time\n',
      '  - id: very-late\n    when: { days_since_receipt: "> 7", reason: quality }\n    outcome: { status: person }\n    reason: 人工。\n    figures: { days_since_receipt: seven-days }\n  - id: in-time\n',
      ':24 行“very-late”永远轮不到',
    ],
    ['a cell that contradicts itself', '"> 7" }', '"not(<= 7, > 7)" }', ':16 行“late”永远轮不到'],
    ['no clause', '    clauses: [seven-days]\n    figures', '    figures', ':16 行“late”没有条款'],
    [
      'an unknown clause',
      'clauses: [seven-days]',
      'clauses: [eight-days]',
      ':20 条款“eight-days”不存在',
    ],
    [
      'an unknown clause of a figure',
      'window_days: seven-days',
      'window_days: eight-days',
      ':21 条款“eight-days”不存在',
    ],
    [
      'a figure that its clause does not have',
      'window_days: 7',
      'window_days: 8',
      ':21 “window_days”写的是 8，条款“seven-days”的 facts 里写的是 7、15',
    ],
    [
      'a cell’s figure that its clause does not have',
      '"> 7"',
      '"> 6"',
      ':21 “days_since_receipt”写的是 6',
    ],
    [
      'a figure without a clause',
      'days_since_receipt: seven-days, ',
      '',
      ':16 行“late”的“days_since_receipt”有数字 7，没有写出自哪条条款',
    ],
    [
      'a clause for a figure that is not there',
      'figures: { days',
      'figures: { refund_days: seven-days, days',
      ':21 figures 里的“refund_days”在这一行没有数字',
    ],
    ['a figure in a sentence', '{window_days}天', '7天', ':19 句子里直接写了数字'],
    ['an unknown placeholder', '{last_day}', '{last_date}', ':19 不认识占位符 {last_date}'],
    [
      'a placeholder of a fact that may be unknown',
      '可以退。',
      '收货{days_since_receipt}天，可以退。',
      ':26 不认识占位符 {days_since_receipt}',
    ],
    ['a lonely brace', '可以退。', '可以退{。', ':26 花括号不成对'],
    ['a word that is no value', '"> 7"', '"> seven"', ':17 单元格“> seven”第 3 个字'],
    [
      'a comparison of words',
      '{ days_since_receipt: "> 7" }',
      '{ reason: "> quality" }',
      ':17 单元格“> quality”第 3 个字',
    ],
    [
      'a cell of no input',
      'when: { days',
      'when: { colour: red, days',
      ':17 “colour”不是这张表的输入',
    ],
    ['a repeated row', 'id: in-time', 'id: late', ':24 行“late”重复'],
    ['a repeated input', '- fact: payer', '- fact: reason', ':12 输入“reason”重复'],
    ['an unknown status', 'status: refused', 'status: no', ':18 行“late”的 status 不对'],
    ['an outcome nobody knows', 'status: refused', 'status: missing', ':18 行“late”的 status 不对'],
    [
      'a copy of what cannot be copied',
      '"{payer}"',
      '"{days_since_receipt}"',
      ':25 结果“payer”不能照抄“days_since_receipt”',
    ],
    [
      'no reason',
      '    reason: 期限是{window_days}天，{last_day}为止。\n',
      '',
      ':16 行“late”没有写 reason',
    ],
    [
      'two ways to decide',
      '  - id: in-time\n',
      '  - id: in-time\n    decision: freight\n',
      ':24 行“in-time”交给“freight”决定，就不能再有自己的结果',
    ],
    [
      'a decision that is not there',
      'decision: freight',
      'decision: postage',
      ':13 决策表“postage”不存在',
    ],
    [
      'an outcome the other table does not give',
      'outcome: payer',
      'outcome: price',
      ':12 输入“payer”：“freight”不是每一行都给出“price”',
    ],
    ['an input without a type', '    type: enum\n', '', ':7 输入“reason”：没有写类型'],
    [
      'words without a list',
      '    values: [no_reason, quality]\n',
      '',
      ':7 输入“reason”：enum 没有写 values',
    ],
    [
      'days with a type',
      'daysSince: receipt_date',
      'type: integer\n    daysSince: receipt_date',
      ':10 输入“days_since_receipt”：写了 daysSince 就是整数',
    ],
    ['another name than the file', 'name: return', 'name: returns', ':1 name 和文件名不一致'],
    ['a key it does not know', 'public: true', 'publik: true', ':'],
    [
      'a hit policy it does not know',
      'hitPolicy: FIRST',
      'hitPolicy: ANY',
      ':4 “hitPolicy”的值不在可选范围内',
    ],
    [
      'the same fact with other values',
      'values: [no_reason, quality]',
      'values: [no_reason, quality, other]',
      '输入“reason”和 decisions/',
    ],
    [
      'a date that is also asked for',
      '  - fact: payer',
      '  - fact: receipt_date\n    type: date\n  - fact: payer',
      ':12 “receipt_date”已经用来数天数',
    ],
    [
      'a thing taken for granted that it cannot be',
      'values: [no_reason, quality]',
      'values: [no_reason, quality]\n    presume: { value: late, when: {} }',
      ':7 “reason”的 presume 不是它的值',
    ],
    [
      'a presumption upon nothing',
      'values: [no_reason, quality]',
      'values: [no_reason, quality]\n    presume: { value: quality, when: { colour: red } }',
      ':7 “reason”的 presume.when 里“colour”：没有这个输入',
    ],
    [
      'a given fact the other table does not have',
      'outcome: payer\n',
      'outcome: payer\n    given: { colour: red }\n',
      ':12 given 里的“colour: red”不合“freight”的输入',
    ],
    [
      'a given value that cannot be',
      'outcome: payer\n',
      'outcome: payer\n    given: { reason: late }\n',
      ':12 given 里的“reason: late”不合“freight”的输入',
    ],
    [
      'a near miss of no fact',
      '      days_since_receipt: 晚了',
      '      payer: 晚了',
      ':16 nearMiss 里的“payer”不是任何一张表的输入',
    ],
    ['YAML that cannot be read', 'rows:', 'rows: [', ' YAML 写法有误'],
  ])('%s', (_what, from, to, problem) => {
    const { policies, problems } = compileTables({ return: broken(sound, from, to), freight });
    const named = problems.map(({ file, line, message }) => `${file}:${line} ${message}`);

    expect(named.join('\n')).toContain(problem.startsWith(':') ? `return.yaml${problem}` : problem);
    for (const { severity, remedy } of problems) {
      expect(severity).toBe('error');
      expect(remedy).not.toBe('');
    }
    expect(policies.compiled.size).toBe(0);
  });

  test('two rows of a UNIQUE table that hold at once', () => {
    const both = broken(
      freight,
      'when: { reason: quality }',
      'when: { reason: [quality, no_reason] }',
    );

    expect(problemsOf({ freight: both })).toEqual([
      'error decisions/freight.yaml:16 UNIQUE 表的两行同时成立：quality、no-reason，例如 reason = no_reason',
    ]);
  });

  test('tables that lean on one another', () => {
    const circle = broken(
      freight,
      'rows:',
      '  - fact: back\n    decision: return\n    outcome: status\nrows:',
    );

    expect(problemsOf({ return: sound, freight: circle })).toEqual([
      expect.stringMatching(
        /^error decisions\/freight\.yaml:\d+ “return”绕回了自己$|^error decisions\/return\.yaml:\d+ “freight”绕回了自己$/,
      ),
    ]);
  });

  test('a table too large to be checked', () => {
    const pairs = Array.from({ length: 15 }, (_, at) => [`left${at}`, `right${at}`] as const);
    const inputs = [...pairs.map(([left]) => left), ...pairs.map(([, right]) => right)];
    const person = 'outcome: { status: person }, reason: 人工。';
    const wide = tableText({
      name: 'wide',
      inputs: inputs.map((fact) => `- { fact: ${fact}, type: boolean }`).join('\n'),
      rows: [
        ...pairs.map(
          ([left, right], at) =>
            `- { id: r${at}, when: { ${left}: true, ${right}: true }, ${person} }`,
        ),
        `- { id: rest, ${person} }`,
      ].join('\n'),
    });

    expect(problemsOf({ wide }).join()).toContain('组合太多');
  });
});
