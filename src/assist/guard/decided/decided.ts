import type { ClauseId } from '../../../kernel/ids.ts';
import type { OutcomeStatus } from '../../../policy/decision.ts';
import type { LineKey } from '../../../policy/money/remedy.ts';

/** What a period is for: until the money is there, until it was looked at, until the goods are sent anew. */
export type PeriodKey = 'refund' | 'review' | 'reship';

/** What the shopper asked to be done. */
export type RemedyKey =
  | 'return'
  | 'exchange'
  | 'repair'
  | 'compensation'
  | 'difference'
  | 'freight';

export interface DecidedMoney {
  /** Empty where only the whole was granted. */
  readonly lines: readonly {
    readonly key: LineKey;
    readonly label: string;
    readonly fen: number;
  }[];
  readonly totalFen: number;
  /** By how many times the price is paid beside it; `null`: no multiple of it. */
  readonly times: number | null;
}

/** What was decided on one matter of a conversation, as far as somebody can promise more than that. */
export interface Decided {
  readonly decisionId: string;
  /** In Chinese, e.g. 退货. */
  readonly title: string;
  /** The goods; `null`: none, or nobody said which. */
  readonly subject: string | null;
  readonly remedy: RemedyKey | null;
  readonly status: OutcomeStatus;
  /** In Chinese, as the shopper was told. */
  readonly reason: string;
  readonly clauses: readonly { readonly clauseId: ClauseId; readonly title: string }[];
  /** `null`: not reckoned, or not a matter of money; of what was refused nothing is owed. */
  readonly money: DecidedMoney | null;
  /** What the goods cost; `null`: unknown. */
  readonly paidFen: number | null;
  readonly freightPayer: string | null;
  readonly repairFee: string | null;
  /** In hours; what the decision does not say is absent. */
  readonly periods: Readonly<Partial<Record<PeriodKey, number>>>;
  /** Hours within which the shop does its part by any clause, whatever was decided. */
  readonly given: Readonly<Record<PeriodKey, readonly number[]>>;
  /** Days from the receipt within which it may be asked for, and the last of them as `YYYY-MM-DD`. */
  readonly window: { readonly days: number; readonly lastDay: string | null } | null;
  /** The shop is at it: what it does sooner than it must is no promise any more. */
  readonly isUnderWay: boolean;
}

/** What a reply is compared with. */
export interface DecidedMatters {
  readonly matters: readonly Decided[];
  /** Epoch milliseconds: what 明天 means. */
  readonly now: number;
}
