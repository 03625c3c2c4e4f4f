import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HitPolicy } from '../../../src/policy/decision-table.ts';
import { compileTables, tableText } from './policy-files.ts';

const domains = {
  colour: ['red', 'green', 'blue'],
  size: [-1, 0, 3, 7, 8, 9],
  shiny: [true, false],
} as const;
type FactName = keyof typeof domains;
type Value = string | number | boolean;

const inputs = `
- { fact: colour, type: enum, values: [red, green, blue] }
- { fact: size, type: integer }
- { fact: shiny, type: boolean }`;

interface Cell {
  readonly text: string;
  holds(value: Value): boolean;
}

const any: Cell = { text: '-', holds: () => true };
const cells: Readonly<Record<FactName, readonly Cell[]>> = {
  colour: [
    any,
    { text: 'red', holds: (value) => value === 'red' },
    { text: '[red, blue]', holds: (value) => value !== 'green' },
    { text: 'not(red)', holds: (value) => value !== 'red' },
  ],
  size: [
    any,
    { text: '< 0', holds: (value) => Number(value) < 0 },
    { text: '[0..7]', holds: (value) => Number(value) >= 0 && Number(value) <= 7 },
    { text: '> 7', holds: (value) => Number(value) > 7 },
    { text: 'not(7)', holds: (value) => value !== 7 },
  ],
  shiny: [
    any,
    { text: 'true', holds: (value) => value === true },
    { text: 'false', holds: (value) => value === false },
  ],
};

type Row = Readonly<Record<FactName, Cell>>;
const names = Object.keys(domains) as readonly FactName[];
const rows = fc.array(
  fc.record({
    colour: fc.constantFrom(...cells.colour),
    size: fc.constantFrom(...cells.size),
    shiny: fc.constantFrom(...cells.shiny),
  }),
  { minLength: 1, maxLength: 6 },
);

const everything: readonly Readonly<Record<FactName, Value>>[] = domains.colour.flatMap((colour) =>
  domains.size.flatMap((size) => domains.shiny.map((shiny) => ({ colour, size, shiny }))),
);

test('gaps, overlaps and rows never reached are exactly those that brute force finds', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom<HitPolicy>('FIRST', 'UNIQUE'), (made, hitPolicy) => {
      const holding = everything.map((facts) =>
        made.flatMap((row, at) =>
          names.every((name) => row[name].holds(facts[name])) ? [at] : [],
        ),
      );
      const isGap = holding.some((some) => some.length === 0);
      const isOverlap = hitPolicy === 'UNIQUE' && holding.some((some) => some.length > 1);
      const reached = new Set(holding.flatMap((some) => some.slice(0, 1)));
      const dead = made.flatMap((_, at) => (reached.has(at) ? [] : [at]));

      const said = compileTables({
        made: tableText({ name: 'made', hitPolicy, inputs, rows: made.map(rowText).join('\n') }),
      }).problems.map(({ message }) => message);

      expect(said.some((message) => message.startsWith('没有哪一行'))).toBe(isGap);
      expect(said.some((message) => message.startsWith('UNIQUE'))).toBe(isOverlap);
      // Where rows overlap, which of them is reached has no meaning.
      if (!isOverlap)
        for (const [at] of made.entries())
          expect(said.some((message) => message.startsWith(`行“r${at}”永远轮不到`))).toBe(
            dead.includes(at),
          );
    }),
    { numRuns: 150 },
  );
});

function rowText(row: Row, at: number): string {
  const hasFigure = row.size.text.includes('7');
  return `- id: r${at}
  when: { ${names.map((name) => `${name}: "${row[name].text}"`).join(', ')} }
  outcome: { status: granted }
  reason: 可以。
  clauses: [seven-days]${hasFigure ? '\n  figures: { size: seven-days }' : ''}`;
}
