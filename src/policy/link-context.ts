import type { ClauseId } from '../kernel/ids.ts';
import type { Clause } from '../knowledge/clause.ts';
import type { Cell } from './cell.ts';
import type { DecisionTable, Input } from './decision-table.ts';
import type { TableDraft } from './read-tables.ts';
import type { RowFile } from './table-file.ts';

/** What the names of a table may refer to. */
export interface LinkContext {
  readonly draft: TableDraft;
  /** The tables it leans on among others. */
  readonly tables: ReadonlyMap<string, DecisionTable>;
  readonly clauses: ReadonlyMap<ClauseId, Clause>;
  /** Clauses that contradict others and were settled not to count. */
  readonly dropped: ReadonlySet<ClauseId>;
}

/** A row of the file beside what is already known of it. */
export interface RowInTable {
  readonly inputs: readonly Input[];
  readonly row: RowFile;
  /** One for each input; `null` asks nothing. */
  readonly cells: readonly (Cell | null)[];
  /** Place of the row in the file, from 0. */
  readonly at: number;
}
