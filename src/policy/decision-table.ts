import type { ClauseId } from '../kernel/ids.ts';
import type { Cell } from './cell.ts';
import type { Facts, FactValue } from './decision.ts';
import type { FactType } from './fact-type.ts';

/** UNIQUE: at most one row holds. FIRST: the first row that holds decides. */
export type HitPolicy = 'UNIQUE' | 'FIRST';

/** A table whose cells are parsed and whose names are resolved. */
export interface DecisionTable {
  readonly name: string;
  readonly title: string;
  /** Whether anybody may try it on the page of rules. */
  readonly isPublic: boolean;
  readonly hitPolicy: HitPolicy;
  /** What is said while facts are missing. */
  readonly missingText: string;
  /** Facts that callers may know and this table does not depend on. */
  readonly ignores: readonly string[];
  readonly inputs: readonly Input[];
  readonly rows: readonly Row[];
  /** The values an outcome may have, by its name. */
  readonly outcomes: ReadonlyMap<string, ReadonlySet<FactValue>>;
  readonly file: string;
}

export interface Input {
  readonly fact: string;
  readonly type: FactType;
  readonly source: InputSource;
  readonly line: number;
}

export type InputSource =
  | { readonly kind: 'fact'; readonly asks: string; readonly presume: Presumption | null }
  /** Days from the day in the fact `date` to the day of the decision. */
  | { readonly kind: 'days-since'; readonly date: string }
  | SubDecision;

/** The input is an outcome of another table, decided upon the same facts and those `given` here. */
export interface SubDecision {
  readonly kind: 'decision';
  readonly decision: string;
  readonly outcome: string;
  readonly given: Facts;
}

/** What is taken for granted of a fact nobody has told, where all of `when` is known to hold. */
export interface Presumption {
  readonly value: FactValue;
  readonly when: readonly { readonly fact: string; readonly cell: Cell }[];
}

export interface Row {
  readonly id: string;
  /** One for each input; `null` asks nothing. */
  readonly cells: readonly (Cell | null)[];
  readonly verdict: Verdict;
  readonly line: number;
}

export type Verdict = Saying | HandingOver;

/** The other table decides; the clauses say why it is the one to ask. */
export interface HandingOver {
  readonly kind: 'hands-over';
  readonly decision: string;
  readonly clauses: readonly ClauseId[];
}

/** A verdict in the row's own words. */
export interface Saying {
  readonly kind: 'says';
  readonly outcome: ReadonlyMap<string, OutcomeCell>;
  /** With placeholders. */
  readonly reason: string;
  readonly clauses: readonly ClauseId[];
  readonly nearMiss: readonly NearMissText[];
}

/** A value, or the value of an input. */
export type OutcomeCell =
  | { readonly kind: 'value'; readonly value: FactValue }
  | { readonly kind: 'copy'; readonly fact: string };

/** What is said when the fact alone stood in the way of something better. */
export interface NearMissText {
  readonly fact: string;
  readonly text: string;
}
