import type { ClauseId } from '../../kernel/ids.ts';
import type { Fact } from '../../knowledge/fact.ts';
import type { Fen } from './fen.ts';

/** What a line of money is for. Lines of one key stand for the same claim: of two, the better one is owed. */
export type LineKey = 'refund' | 'compensation' | 'insurance' | 'difference' | 'freight';

/** A figure of a clause: the typed fact it stands in. */
export interface Figure {
  readonly value: number;
  readonly unit: 'times' | 'percent' | 'yuan';
  readonly clause: ClauseId;
}

/** How one line of money is computed; every figure is a clause's. */
export interface RemedyLine {
  readonly key: LineKey;
  /** In Chinese, for the shopper. */
  readonly label: string;
  readonly payer: Fact['party'];
  /** The fact that holds the amount it is reckoned from, in fen; `null` where a clause names the sum itself. */
  readonly basis: string | null;
  /** `null`: the basis itself is owed. */
  readonly factor: Figure | null;
  readonly floor: Figure | null;
  readonly cap: Figure | null;
  readonly fixed: Figure | null;
  readonly clauses: readonly ClauseId[];
}

/** A promise or a claim by law, in money. */
export interface Remedy {
  readonly name: string;
  /** In Chinese. */
  readonly title: string;
  readonly lines: readonly RemedyLine[];
  /** What the clauses leave to the shop and the shopper to agree upon. */
  readonly open: readonly OpenPoint[];
}

export interface OpenPoint {
  /** In Chinese, for the shopper. */
  readonly text: string;
  readonly clause: ClauseId;
}

export type Remedies = ReadonlyMap<string, Remedy>;

/** A line with its sum, and how that came about. */
export interface MoneyLine {
  readonly key: LineKey;
  readonly label: string;
  readonly payer: Fact['party'];
  readonly basis: { readonly fact: string; readonly fen: Fen } | null;
  readonly factor: Figure | null;
  /** Only where it changed the sum. */
  readonly bound: { readonly kind: 'floor' | 'cap'; readonly figure: Figure } | null;
  readonly clauses: readonly ClauseId[];
  readonly totalFen: Fen;
}

/** What is owed, line by line. */
export interface Claim {
  /** Names of the remedies it was made from. */
  readonly remedies: readonly string[];
  readonly lines: readonly MoneyLine[];
  /** Facts without which lines could not be reckoned. */
  readonly missing: readonly string[];
  readonly open: readonly OpenPoint[];
  readonly clauses: readonly ClauseId[];
  /** Of the lines that could be reckoned. */
  readonly totalFen: Fen;
}
