import { z } from 'zod';

/** More facts than any table has; longer than any value of one. */
const mostFacts = 64;
const longestValue = 200;

const factValue = z.union([
  z.string().max(longestValue),
  z.number().finite(),
  z.boolean(),
  z.null(),
]);

/** Body of `POST /api/decide`. A fact that is `null` or absent is unknown. `at`: ISO 8601, unset = now. */
export const decideBody = z.strictObject({
  decision: z.string().min(1).max(96),
  facts: z
    .record(z.string().min(1).max(64), factValue)
    .refine((facts) => Object.keys(facts).length <= mostFacts, `at most ${mostFacts} facts`)
    .default({}),
  at: z.iso.datetime({ offset: true }).optional(),
});

/** What `POST /api/decide` answers. */
export interface DecideReply {
  readonly id: string;
  readonly revision: string;
  readonly decision: string;
  /** What it rests on, derived facts included. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly outcome: { readonly status: OutcomeStatus } & Readonly<
    Record<string, string | number | boolean>
  >;
  readonly reason: string;
  /** Facts to ask for, the one that settles most first. */
  readonly missing: readonly string[];
  readonly trace: readonly DecideTraceRow[];
  readonly citations: readonly DecideCitation[];
  readonly nearMiss: readonly {
    readonly text: string;
    readonly row: string;
    readonly facts: readonly string[];
  }[];
  /** What is owed, in whole fen; `null` where the decision names no money. */
  readonly money: DecideMoney | null;
}

interface DecideMoney {
  /** Of the lines that could be reckoned. */
  readonly totalFen: number;
  readonly lines: readonly DecideMoneyLine[];
  /** Amounts without which a line could not be reckoned. */
  readonly missing: readonly string[];
  /** What the clauses leave open. */
  readonly open: readonly { readonly text: string; readonly clause: string }[];
}

interface DecideMoneyLine {
  readonly key: 'refund' | 'compensation' | 'insurance' | 'difference' | 'freight';
  readonly label: string;
  readonly payer: string;
  readonly basis: { readonly fact: string; readonly fen: number } | null;
  readonly factor: DecideFigure | null;
  /** Only where it changed the sum. */
  readonly bound: { readonly kind: 'floor' | 'cap'; readonly figure: DecideFigure } | null;
  readonly clauses: readonly string[];
  readonly totalFen: number;
}

interface DecideFigure {
  readonly value: number;
  readonly unit: 'times' | 'percent' | 'yuan';
  readonly clause: string;
}

type OutcomeStatus = 'granted' | 'partly' | 'refused' | 'person' | 'missing';
type Holds = 'yes' | 'no' | 'unknown';

interface DecideTraceRow {
  readonly table: string;
  readonly row: string;
  readonly holds: Holds;
  readonly cells: readonly {
    readonly fact: string;
    readonly cell: string;
    readonly value: string | number | boolean | null;
    readonly holds: Holds;
  }[];
}

export interface DecideCitation {
  readonly revision: string;
  readonly clauseId: string;
  readonly title: string;
  readonly tier: 'law' | 'platform' | 'merchant' | 'reference';
  readonly source: string;
  readonly effectiveFrom: string | null;
}
