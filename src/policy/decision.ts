import type { ClauseId, RevisionId } from '../kernel/ids.ts';

export type FactValue = string | number | boolean;

/** What is known, by fact name in snake_case (the names of slots). Absent or `undefined` = unknown, never false. */
export type Facts = Readonly<Record<string, FactValue | undefined>>;

/** `missing`: more has to be known; `person`: no clause decides, a person does. */
export type OutcomeStatus = 'granted' | 'partly' | 'refused' | 'person' | 'missing';

/** `status` and whatever else the row says, e.g. `{ status: 'granted', freight_payer: 'shopper', refund_days: 7 }`. */
export interface Outcome {
  readonly status: OutcomeStatus;
  readonly [name: string]: FactValue;
}

/** One cell that was looked at. */
export interface TraceCell {
  readonly fact: string;
  /** As written in the file. */
  readonly cell: string;
  /** `null`: unknown. */
  readonly value: FactValue | null;
  readonly holds: 'yes' | 'no' | 'unknown';
}

/** One row that was looked at, in the order of the table. */
export interface TraceRow {
  readonly table: string;
  readonly row: string;
  readonly holds: 'yes' | 'no' | 'unknown';
  readonly cells: readonly TraceCell[];
}

/** What would have to be otherwise for a better outcome, e.g. "晚了 1 天". */
export interface NearMiss {
  readonly text: string;
  readonly row: string;
  /** The facts that stand in the way. */
  readonly facts: readonly string[];
}

/** A decision that can be defended: the same table, facts, day and revision always give the same one, id included. */
export interface Decision {
  /** 64 hex digits: hash of table, facts, day and revision. */
  readonly id: string;
  readonly revision: RevisionId;
  /** Name of the table. */
  readonly decision: string;
  /** The facts it rests on, derived ones included. */
  readonly facts: Facts;
  readonly outcome: Outcome;
  /** In Chinese, for the shopper. */
  readonly reason: string;
  /** Facts to ask for, the one that settles most first. Empty unless the outcome is `missing`. */
  readonly missing: readonly string[];
  readonly trace: readonly TraceRow[];
  /** Clauses of the row that decided, and of the tables it leans on. */
  readonly clauses: readonly ClauseId[];
  readonly nearMiss: readonly NearMiss[];
}

export interface DecisionRequest {
  /** Name of a table. */
  readonly decision: string;
  readonly facts: Facts;
  /** Epoch ms: the day for which it is decided. */
  readonly at: number;
}
