import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Revision } from '../../../src/knowledge/revision.ts';
import { addDays } from '../../../src/policy/calendar.ts';
import { cellHolds } from '../../../src/policy/cell.ts';
import type { Policies } from '../../../src/policy/compile-policies.ts';
import { decide } from '../../../src/policy/decide.ts';
import type { Decision, Facts, FactValue, TraceRow } from '../../../src/policy/decision.ts';
import { parseCell } from '../../../src/policy/parse-cell.ts';
import { shippedPolicies } from './policy-files.ts';

let policies: Policies;
let revision: Revision;
beforeAll(async () => {
  ({ policies, revision } = await shippedPolicies());
});

const today = '2026-11-25';
const at = Date.parse(`${today}T15:00:00+08:00`);
const received = (daysAgo: number) => addDays(today, -daysAgo);

const ask = (facts: Facts, decision = 'return'): Decision =>
  decide(policies, { decision, facts, at });

const self = { seller_type: 'self' } as const;
const third = { seller_type: 'third_party', insured: false } as const;
const shirt = { product_category: 'clothing', used: false } as const;

/** Days since receipt, and what was said beside. */
type Case = [
  title: string,
  daysAgo: number,
  facts: Facts,
  expected: Readonly<Record<string, FactValue>>,
];

function check(reason: string, [, daysAgo, facts, expected]: Case): Decision {
  const decision = ask({ reason, receipt_date: received(daysAgo), ...facts });
  expect(decision.outcome).toMatchObject(expected);
  return decision;
}

const granted = { status: 'granted' };
const refused = { status: 'refused' };
const person = { status: 'person' };

describe('without a reason', () => {
  test.each<Case>([
    ['on the day of receipt', 0, { ...self, ...shirt }, { ...granted, window_days: 7 }],
    [
      'on day 7',
      7,
      { ...self, ...shirt },
      { ...granted, refund_days: 7, freight_payer: 'shopper' },
    ],
    ['on day 8', 8, { ...self, ...shirt }, { ...refused, window_days: 7 }],
    ['on day 7, third party', 7, { ...third, ...shirt }, { ...granted, review_hours: 24 }],
    ['on day 8, third party', 8, { ...third, ...shirt }, refused],
    ['years later', 2000, { ...self, ...shirt }, refused],
    ['received tomorrow', -1, { ...self, ...shirt }, person],
    [
      'insured third party',
      3,
      { ...third, ...shirt, insured: true },
      { ...granted, freight_payer: 'insurer' },
    ],
    [
      'third party without insurance',
      3,
      { ...third, ...shirt },
      { ...granted, freight_payer: 'shopper' },
    ],
    [
      'insurance of one’s own goods is none',
      3,
      { ...self, ...shirt, insured: true },
      { ...granted, freight_payer: 'shopper' },
    ],
    ['opened to look', 3, { ...self, ...shirt, packaging_opened: true }, granted],
    ['worn clothes', 3, { ...self, ...shirt, used: true }, refused],
    ['worn clothes of a third party', 3, { ...third, ...shirt, used: true }, refused],
    ['worn shoes', 3, { ...self, product_category: 'shoes', used: true }, refused],
    [
      'an opened telephone',
      3,
      { ...self, product_category: 'phone', used: false, packaging_opened: true },
      granted,
    ],
    ['a telephone that was started', 3, { ...self, product_category: 'phone', used: true }, person],
    [
      'a computer that was started',
      3,
      { ...third, product_category: 'computer', used: true },
      person,
    ],
    ['a camera that was started', 3, { ...self, product_category: 'camera', used: true }, person],
    ['an appliance that ran', 3, { ...self, product_category: 'appliance', used: true }, person],
    [
      'a telephone that was started, too late',
      8,
      { ...self, product_category: 'phone', used: true },
      refused,
    ],
    ['toys', 6, { ...self, product_category: 'toy', used: false }, granted],
    ['a confirmed shirt', 3, { ...self, ...shirt, no_return_confirmed_at_purchase: true }, person],
    [
      'a shirt that was not confirmed',
      3,
      { ...self, ...shirt, no_return_confirmed_at_purchase: false },
      granted,
    ],
    ['a shirt made to order', 3, { ...self, ...shirt, special_kind: 'custom_made' }, refused],
  ])('%s', (...row) => {
    check('no_reason', row);
  });

  test.each<Case>([
    [
      'confirmed jewellery',
      3,
      {
        ...self,
        product_category: 'jewellery',
        special_kind: 'none',
        used: false,
        no_return_confirmed_at_purchase: true,
      },
      refused,
    ],
    [
      'jewellery that was not confirmed',
      3,
      {
        ...self,
        product_category: 'jewellery',
        special_kind: 'none',
        used: false,
        no_return_confirmed_at_purchase: false,
      },
      granted,
    ],
    [
      'jewellery that was not confirmed, day 8',
      8,
      {
        ...self,
        product_category: 'jewellery',
        special_kind: 'none',
        used: false,
        no_return_confirmed_at_purchase: false,
      },
      refused,
    ],
    [
      'confirmed gold',
      3,
      {
        ...third,
        product_category: 'gold',
        special_kind: 'none',
        used: false,
        no_return_confirmed_at_purchase: true,
      },
      refused,
    ],
    [
      'gold that was not confirmed',
      3,
      {
        ...third,
        product_category: 'gold',
        special_kind: 'none',
        used: false,
        no_return_confirmed_at_purchase: false,
      },
      granted,
    ],
    [
      'gold made to order',
      3,
      { ...self, product_category: 'gold', special_kind: 'custom_made' },
      refused,
    ],
    [
      'a confirmed watch',
      3,
      { ...self, product_category: 'watch', used: false, no_return_confirmed_at_purchase: true },
      refused,
    ],
    [
      'a watch that was not confirmed',
      3,
      { ...self, product_category: 'watch', used: false, no_return_confirmed_at_purchase: false },
      granted,
    ],
    [
      'a worn watch',
      3,
      { ...self, product_category: 'watch', used: true, no_return_confirmed_at_purchase: false },
      refused,
    ],
    [
      'confirmed food',
      3,
      {
        ...self,
        product_category: 'food',
        special_kind: 'none',
        used: false,
        no_return_confirmed_at_purchase: true,
      },
      refused,
    ],
    [
      'food that was not confirmed',
      3,
      {
        ...self,
        product_category: 'food',
        special_kind: 'none',
        used: false,
        no_return_confirmed_at_purchase: false,
      },
      granted,
    ],
    ['fresh food', 1, { ...self, product_category: 'food', special_kind: 'fresh' }, refused],
    [
      'confirmed cosmetics',
      3,
      {
        ...self,
        product_category: 'cosmetics',
        used: false,
        no_return_confirmed_at_purchase: true,
      },
      refused,
    ],
    [
      'opened cosmetics that were not confirmed',
      3,
      {
        ...self,
        product_category: 'cosmetics',
        used: false,
        packaging_opened: true,
        no_return_confirmed_at_purchase: false,
      },
      granted,
    ],
    [
      'underwear that was not confirmed',
      3,
      {
        ...self,
        product_category: 'underwear',
        used: false,
        no_return_confirmed_at_purchase: false,
      },
      granted,
    ],
    [
      'confirmed underwear',
      3,
      {
        ...self,
        product_category: 'underwear',
        used: false,
        no_return_confirmed_at_purchase: true,
      },
      refused,
    ],
    [
      'opened software',
      3,
      { ...self, product_category: 'software', special_kind: 'none', packaging_opened: true },
      refused,
    ],
    [
      'sealed software that was not confirmed',
      3,
      {
        ...self,
        product_category: 'software',
        special_kind: 'none',
        packaging_opened: false,
        used: false,
        no_return_confirmed_at_purchase: false,
      },
      granted,
    ],
    [
      'sealed software, confirmed',
      3,
      {
        ...self,
        product_category: 'software',
        special_kind: 'none',
        packaging_opened: false,
        used: false,
        no_return_confirmed_at_purchase: true,
      },
      refused,
    ],
    [
      'a downloaded programme',
      0,
      { ...self, product_category: 'virtual_goods', special_kind: 'digital_opened' },
      refused,
    ],
    [
      'a delivered newspaper',
      1,
      { ...self, product_category: 'book', special_kind: 'newspaper' },
      refused,
    ],
    [
      'a book',
      1,
      { ...self, product_category: 'book', special_kind: 'none', used: false },
      granted,
    ],
    [
      'furniture made to order',
      1,
      { ...self, product_category: 'furniture', special_kind: 'custom_made' },
      refused,
    ],
    [
      'furniture',
      1,
      { ...self, product_category: 'furniture', special_kind: 'none', used: false },
      granted,
    ],
  ])('%s', (...row) => {
    check('no_reason', row);
  });
});

describe('for quality', () => {
  test.each<Case>([
    ['own goods, day 0', 0, self, { ...granted, basis: 'quality', freight_payer: 'merchant' }],
    ['own goods, day 7', 7, self, { ...granted, window_days: 15, pickup_free: true }],
    ['own goods, day 8', 8, self, granted],
    ['own goods, day 15', 15, self, { ...granted, review_hours: 48 }],
    ['own goods, day 16', 16, self, { ...person, remedy: 'exchange_or_repair' }],
    ['third party, day 7', 7, third, { ...granted, window_days: 7, freight_payer: 'merchant' }],
    ['third party, day 8', 8, third, { status: 'partly', remedy: 'exchange_or_repair' }],
    ['third party, day 15', 15, third, { status: 'partly', window_days: 15 }],
    ['third party, day 16', 16, third, person],
    ['used goods', 3, { ...self, used: true, packaging_opened: true }, granted],
    [
      'confirmed jewellery',
      3,
      { ...self, product_category: 'jewellery', no_return_confirmed_at_purchase: true },
      granted,
    ],
    ['fresh food', 1, { ...third, product_category: 'food', special_kind: 'fresh' }, granted],
    [
      'insurance does not matter',
      3,
      { ...third, insured: true },
      { ...granted, freight_payer: 'merchant' },
    ],
    ['received tomorrow', -1, self, person],
  ])('%s', (...row) => {
    check('quality', row);
  });

  test.each(['damaged', 'not_as_described'])(
    '%s goods do not meet the quality either',
    (reason) => {
      const decision = check(reason, ['', 10, self, { ...granted, basis: 'quality' }]);

      expect(decision.clauses).toContain(
        reason === 'damaged' ? 'law-transport-risk' : 'law-as-described',
      );
    },
  );
});

describe('for other reasons', () => {
  test.each<[string, ...Case]>([
    [
      'wrong_item',
      'third party, day 7',
      7,
      third,
      { ...granted, basis: 'wrong_item', freight_payer: 'platform' },
    ],
    ['wrong_item', 'third party, day 8', 8, third, { ...person, remedy: 'exchange' }],
    ['wrong_item', 'own goods', 3, self, { ...person, remedy: 'exchange' }],
    ['missing_item', 'own goods', 3, self, person],
    ['missing_item', 'third party', 3, third, person],
    ['counterfeit', 'at any time', 40, third, { ...person, basis: 'counterfeit' }],
    ['late', 'at any time', 3, self, person],
    ['other', 'at any time', 3, self, person],
  ])('%s, %s', (reason, ...row) => {
    check(reason, row);
  });
});

describe('what is asked for', () => {
  test('the reason comes first, then the day of receipt', () => {
    expect(ask({}).missing[0]).toBe('reason');
    expect(ask({ reason: 'no_reason' }).missing[0]).toBe('receipt_date');
  });

  test('an ordinary shirt of the shop needs four answers', () => {
    const answers: Readonly<Record<string, FactValue>> = {
      reason: 'no_reason',
      receipt_date: received(2),
      ...self,
      ...shirt,
    };
    let facts: Facts = {};
    const asked: string[] = [];
    for (let next = ask(facts).missing[0]; next; next = ask(facts).missing[0]) {
      asked.push(next);
      facts = { ...facts, [next]: answers[next] };
    }

    expect(asked.toSorted()).toEqual(Object.keys(answers).toSorted());
    expect(ask(facts).outcome.status).toBe('granted');
  });

  test('for quality neither use nor packaging nor insurance is asked for', () => {
    expect(new Set(ask({ reason: 'quality' }).missing)).toEqual(
      new Set(['receipt_date', 'seller_type']),
    );
  });

  test('nothing is asked for where a person decides anyway', () => {
    expect(ask({ reason: 'counterfeit' }).outcome.status).toBe('person');
  });

  test('whether jewellery was confirmed is asked for when it is unknown', () => {
    const { missing } = ask({
      reason: 'no_reason',
      receipt_date: received(2),
      ...self,
      product_category: 'jewellery',
      special_kind: 'none',
      used: false,
    });

    expect(missing).toEqual(['no_return_confirmed_at_purchase']);
  });

  test('a value that the fact cannot have is unknown, not false', () => {
    const facts = { reason: 'no_reason', receipt_date: received(2), ...self, used: false };

    expect(ask({ ...facts, product_category: '男装' }).missing[0]).toBe('product_category');
    expect(ask({ ...facts, ...shirt, used: 'no' }).missing).toEqual(['used']);
    expect(ask({ ...facts, ...shirt, receipt_date: '昨天' }).missing).toEqual(['receipt_date']);
  });
});

describe('near misses', () => {
  const texts = (facts: Facts) =>
    ask(facts)
      .nearMiss.map(({ text }) => text)
      .join();

  test('say by how many days it was too late, and what quality would change', () => {
    const late = { reason: 'no_reason', receipt_date: received(9), ...self, ...shirt };

    expect(texts(late)).toContain('晚了2天');
    expect(texts(late)).toContain('质量问题');
    expect(texts({ ...late, reason: 'quality', receipt_date: received(16) })).toContain('晚了1天');
  });

  test('promise nothing that would not help', () => {
    const used = { reason: 'no_reason', receipt_date: received(20), ...self, ...shirt, used: true };

    expect(texts(used)).not.toContain('晚了');
    expect(texts({ ...used, receipt_date: received(3) })).toContain('没有使用');
  });

  test('a confirmation is what stood in the way of a watch', () => {
    const watch = { ...self, product_category: 'watch', used: false, receipt_date: received(3) };
    const [nearMiss] = ask({
      reason: 'no_reason',
      ...watch,
      no_return_confirmed_at_purchase: true,
    }).nearMiss;

    expect(nearMiss).toMatchObject({ row: 'self', facts: ['no_return_confirmed_at_purchase'] });
  });
});

const anyFacts = fc.record(
  {
    reason: fc.constantFrom(
      'no_reason',
      'quality',
      'wrong_item',
      'missing_item',
      'damaged',
      'counterfeit',
      'other',
    ),
    seller_type: fc.constantFrom('self', 'third_party'),
    receipt_date: fc.integer({ min: -2, max: 20 }).map(received),
    product_category: fc.constantFrom(
      'clothing',
      'phone',
      'gold',
      'food',
      'software',
      'watch',
      'book',
      'other',
    ),
    special_kind: fc.constantFrom('none', 'custom_made', 'fresh', 'digital_opened', 'newspaper'),
    packaging_opened: fc.boolean(),
    used: fc.boolean(),
    no_return_confirmed_at_purchase: fc.boolean(),
    insured: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe('any facts', () => {
  test('a decision can be repeated from the facts it rests on', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const decision = ask(facts);

        expect(ask(decision.facts)).toEqual(decision);
      }),
      { numRuns: 300 },
    );
  });

  test('the trace alone leads to the same outcome', () => {
    const files = new Map(
      [...policies.tables.keys()].map((name) => [
        name,
        parse(revision.files.get(`decisions/${name}.yaml`) ?? ''),
      ]),
    );
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { outcome, trace } = ask(facts);
        if (outcome.status === 'missing') return;

        for (const row of trace) expect(holdsAgain(row)).toBe(row.holds);
        expect(statusFrom('return', trace, files)).toBe(outcome.status);
      }),
      { numRuns: 300 },
    );
  });

  test('more facts never turn a decision around, and a decided reason is short and complete', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (facts, more) => {
        const decision = ask(facts);
        if (decision.outcome.status === 'missing') return;

        expect(ask({ ...more, ...decision.facts }).outcome).toEqual(decision.outcome);
        expect(decision.reason).not.toMatch(/[{}]/);
        expect(decision.reason.length).toBeLessThanOrEqual(120);
        for (const { text } of decision.nearMiss) expect(text).not.toMatch(/[{}]/);
        expect(decision.clauses.length > 0 || decision.outcome.status === 'person').toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** The row's verdict from its cells as they are written. */
function holdsAgain({ table, cells }: TraceRow): TraceRow['holds'] {
  const holds = cells.map(({ fact, cell, value }) => {
    const input = policies.tables.get(table)?.inputs.find((candidate) => candidate.fact === fact);
    const parsed = input && parseCell(cell, input.type);
    if (parsed?.kind !== 'cell' || !parsed.cell) throw new Error(`${table} ${fact}: ${cell}`);
    return value === null ? null : cellHolds(parsed.cell, value);
  });
  if (holds.includes(false)) return 'no';
  return holds.includes(null) ? 'unknown' : 'yes';
}

interface WrittenTable {
  readonly rows: readonly {
    readonly id: string;
    readonly decision?: string;
    readonly outcome?: { readonly status: string };
  }[];
}

function statusFrom(
  table: string,
  trace: readonly TraceRow[],
  files: ReadonlyMap<string, WrittenTable>,
): string | undefined {
  // Conclusions agree where a row is unknown, so any row that may decide will do.
  const decisive = trace.find((row) => row.table === table && row.holds !== 'no');
  const row = files.get(table)?.rows.find(({ id }) => id === decisive?.row);
  return row?.decision ? statusFrom(row.decision, trace, files) : row?.outcome?.status;
}
