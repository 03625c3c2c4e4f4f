import type { DecisionTable } from '../../../src/policy/decision-table.ts';
import type { Remedies } from '../../../src/policy/money/remedy.ts';
import { mutatedCells } from './mutated-cells.ts';
import { mutatedMoney } from './mutated-money.ts';
import { mutatedVerdicts } from './mutated-verdicts.ts';

/** Rules with one thing in them wrong, as somebody might get it wrong. */
export interface Mutant {
  readonly kind: 'number' | 'negation' | 'row';
  /** `<file>:<line>`. */
  readonly place: string;
  /** What was changed, and into what. */
  readonly change: string;
  readonly to:
    | { readonly kind: 'table'; readonly table: DecisionTable }
    | { readonly kind: 'remedies'; readonly remedies: Remedies };
}

/** A changed row; `null`: it is left out. */
export interface ChangedRow {
  readonly kind: Mutant['kind'];
  readonly change: string;
  readonly row: DecisionTable['rows'][number] | null;
}

/** All there are of these rules: each row left out, each number one more or one less, each negation turned round. */
export function mutantsOf(rules: {
  readonly tables: ReadonlyMap<string, DecisionTable>;
  readonly remedies: Remedies;
}): readonly Mutant[] {
  return [...[...rules.tables.values()].flatMap(mutantsOfTable), ...mutatedMoney(rules.remedies)];
}

function mutantsOfTable(table: DecisionTable): readonly Mutant[] {
  return table.rows.flatMap((row, at) => {
    const leftOut: ChangedRow = { kind: 'row', change: 'left out', row: null };
    const changes = [leftOut, ...mutatedCells(table, row), ...mutatedVerdicts(row)];
    return changes.map(({ kind, change, row: changed }): Mutant => {
      const rows = table.rows.toSpliced(at, 1, ...(changed === null ? [] : [changed]));
      return {
        kind,
        place: `knowledge/${table.file}:${row.line}`,
        change: `${row.id}: ${change}`,
        to: { kind: 'table', table: { ...table, rows } },
      };
    });
  });
}
