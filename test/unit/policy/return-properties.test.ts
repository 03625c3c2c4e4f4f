import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { cellHolds } from '../../../src/policy/cell.ts';
import type { Facts, FactValue, TraceRow } from '../../../src/policy/decision.ts';
import { parseCell } from '../../../src/policy/parse-cell.ts';
import { ask, policies, received, revision, self, shirt } from './ask-return.ts';

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
