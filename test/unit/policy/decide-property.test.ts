import fc from 'fast-check';
import { unaryTest } from 'feelin';
import { describe, expect, test } from 'vitest';
import type { Policies } from '../../../src/policy/compile-policies.ts';
import { decide } from '../../../src/policy/decide.ts';
import type { Facts, FactValue } from '../../../src/policy/decision.ts';
import { compileTables, tableText } from './policy-files.ts';

// Tables are made up, decided by us, and decided again by brute force: every cell in plain code, every completion.

interface Cell {
  readonly ours: string;
  /** The same in FEEL, where words are quoted. */
  readonly feel: string;
  holds(value: FactValue): boolean;
}

const words = ['red', 'green', 'blue'] as const;
const numbers = [-3, 0, 1, 2, 4, 5, 7, 8] as const;
const domains = {
  colour: words,
  size: numbers,
  shiny: [true, false],
  shape: ['round', 'square'],
} as const satisfies Record<string, readonly FactValue[]>;
type FactName = keyof typeof domains;
const factNames = Object.keys(domains) as readonly FactName[];

const inputs = `
- { fact: colour, type: enum, values: [red, green, blue] }
- { fact: size, type: integer }
- { fact: shiny, type: boolean }
- { fact: shape, type: enum, values: [round, square] }`;

const any: Cell = { ours: '-', feel: '-', holds: () => true };

function oneOf(values: readonly FactValue[]): Cell {
  return {
    ours: values.join(', '),
    feel: values.map((value) => JSON.stringify(value)).join(', '),
    holds: (value) => values.includes(value),
  };
}

function noneOf(values: readonly FactValue[]): Cell {
  const some = oneOf(values);
  return {
    ours: `not(${some.ours})`,
    feel: `not(${some.feel})`,
    holds: (value) => !some.holds(value),
  };
}

const bound = fc.constantFrom(0, 7);
const ordered: fc.Arbitrary<Cell> = fc.oneof(
  fc
    .tuple(fc.constantFrom('<', '<=', '>', '>='), bound)
    .map(([operator, number]) => comparison(operator, number)),
  fc.tuple(fc.constantFrom('[', '('), fc.constantFrom(']', ')')).map(([open, close]) => ({
    ours: `${open}0..7${close}`,
    feel: `${open}0..7${close}`,
    holds: (value: FactValue) =>
      (open === '[' ? Number(value) >= 0 : Number(value) > 0) &&
      (close === ']' ? Number(value) <= 7 : Number(value) < 7),
  })),
);

function comparison(operator: string, number: number): Cell {
  const text = `${operator} ${number}`;
  const holds: Record<string, (value: number) => boolean> = {
    '<': (value) => value < number,
    '<=': (value) => value <= number,
    '>': (value) => value > number,
    '>=': (value) => value >= number,
  };
  return { ours: text, feel: text, holds: (value) => holds[operator]?.(Number(value)) ?? false };
}

const listed = (values: readonly FactValue[]): fc.Arbitrary<Cell> =>
  fc
    .tuple(fc.subarray([...values], { minLength: 1, maxLength: values.length - 1 }), fc.boolean())
    .map(([some, negated]) => (negated ? noneOf(some) : oneOf(some)));

const cellFor: Readonly<Record<FactName, fc.Arbitrary<Cell>>> = {
  colour: fc.oneof({ weight: 2, arbitrary: fc.constant(any) }, listed(words)),
  size: fc.oneof(fc.constant(any), ordered),
  shiny: fc.oneof({ weight: 2, arbitrary: fc.constant(any) }, listed([true, false])),
  shape: fc.oneof({ weight: 2, arbitrary: fc.constant(any) }, listed(domains.shape)),
};

interface MadeRow {
  readonly cells: Readonly<Record<FactName, Cell>>;
  readonly status: string;
}

const row: fc.Arbitrary<MadeRow> = fc.record({
  cells: fc.record(cellFor),
  status: fc.constantFrom('granted', 'refused', 'partly'),
});
const rows = fc.array(row, { minLength: 1, maxLength: 6 });

const everything: MadeRow = {
  cells: { colour: any, size: any, shiny: any, shape: any },
  status: 'person',
};

/** Compiled with a last row for the rest; rows that can never be reached are left out, as the check demands. */
function compile(made: readonly MadeRow[]): { policies: Policies; rows: readonly MadeRow[] } {
  let kept = [...made, everything];
  for (;;) {
    const { policies, problems } = compileTables({
      made: tableText({ name: 'made', inputs, rows: kept.map(rowText).join('\n') }),
    });
    if (problems.length === 0) return { policies, rows: kept };
    const dead = problems.map(({ message }) => /^行“r(\d+)”永远轮不到/.exec(message)?.[1]);
    if (dead.includes(undefined)) throw new Error(JSON.stringify(problems));
    kept = kept.filter((_, at) => !dead.includes(String(at)));
  }
}

function rowText({ cells, status }: MadeRow, at: number): string {
  const hasFigure = /7/.test(cells.size.ours);
  return `- id: r${at}
  when: { ${factNames.map((name) => `${name}: "${cells[name].ours}"`).join(', ')} }
  outcome: { status: ${status} }
  reason: 同一句话。
  clauses: [seven-days]${hasFigure ? '\n  figures: { size: seven-days }' : ''}`;
}

const facts = fc.record(
  {
    colour: fc.constantFrom(...words),
    size: fc.constantFrom(...numbers),
    shiny: fc.boolean(),
    shape: fc.constantFrom(...domains.shape),
  },
  { requiredKeys: [] },
);

function completionsOf(known: Facts): readonly Record<FactName, FactValue>[] {
  return factNames.reduce<readonly Record<string, FactValue>[]>(
    (partly, name) =>
      partly.flatMap((some) => {
        const value = known[name];
        const values: readonly FactValue[] = value === undefined ? domains[name] : [value];
        return values.map((one) => ({ ...some, [name]: one }));
      }),
    [{}],
  ) as readonly Record<FactName, FactValue>[];
}

const statusOf = (made: readonly MadeRow[], full: Record<FactName, FactValue>) =>
  made.find(({ cells }) => factNames.every((name) => cells[name].holds(full[name])))?.status;

const ask = (policies: Policies, known: Facts) =>
  decide(policies, { decision: 'made', facts: known, at: 0 });

describe('made-up tables', () => {
  test('on fully known facts each cell agrees with FEEL, and the first row that holds decides', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 95 }), (made, pick) => {
        const { policies, rows: kept } = compile(made);
        const all = completionsOf({});
        const full = all[pick % all.length];
        if (!full) throw new Error('no facts');

        const byFeel = kept.find(({ cells }) =>
          factNames.every(
            (name) => unaryTest(cells[name].feel, { '?': full[name] }).value === true,
          ),
        );

        expect(ask(policies, full).outcome.status).toBe(byFeel?.status);
      }),
      { numRuns: 60 },
    );
  });

  test('on partly known facts it decides exactly where all completions agree, and asks only for what can matter', () => {
    fc.assert(
      fc.property(rows, facts, (made, known) => {
        const { policies, rows: kept } = compile(made);

        const { outcome, missing } = ask(policies, known);

        const statuses = new Set(completionsOf(known).map((full) => statusOf(kept, full)));
        if (statuses.size === 1) expect([...statuses]).toEqual([outcome.status]);
        else expect(outcome.status).toBe('missing');
        expect(new Set(missing)).toEqual(new Set(factsThatMatter(kept, known)));
      }),
      { numRuns: 100 },
    );
  });

  test('answering what is asked for first always ends in a decision that the completed facts give', () => {
    fc.assert(
      fc.property(rows, facts, fc.integer({ min: 0, max: 95 }), (made, begun, pick) => {
        const { policies, rows: kept } = compile(made);
        const all = completionsOf(begun);
        const full = all[pick % all.length];
        if (!full) throw new Error('no facts');

        let known: Facts = begun;
        for (let asked = 0; asked <= factNames.length; asked += 1) {
          const next = ask(policies, known).missing[0] as FactName | undefined;
          if (next === undefined) break;
          expect(known[next]).toBeUndefined();
          known = { ...known, [next]: full[next] };
        }

        expect(ask(policies, known).outcome.status).toBe(statusOf(kept, full));
      }),
      { numRuns: 60 },
    );
  });
});

/** By brute force: two completions that differ in this fact alone are decided differently. */
function factsThatMatter(made: readonly MadeRow[], known: Facts): readonly FactName[] {
  return factNames.filter(
    (name) =>
      known[name] === undefined &&
      completionsOf(known).some((full) =>
        domains[name].some(
          (value) => statusOf(made, { ...full, [name]: value }) !== statusOf(made, full),
        ),
      ),
  );
}
