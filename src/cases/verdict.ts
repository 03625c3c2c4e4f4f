import type { ClauseId } from '../kernel/ids.ts';

/** What the shop decided on a case, typed by what its kind must say. */
export type Verdict =
  /** Goods go back, are exchanged or repaired. */
  | { readonly family: 'goods'; readonly result: VerdictResult }
  /** Money is owed beside the goods: how much. */
  | { readonly family: 'claim'; readonly result: 'granted' | 'partly'; readonly amountFen: number }
  | { readonly family: 'claim'; readonly result: 'refused' }
  /** A right in one's own data is refused only on a ground that a clause names. */
  | { readonly family: 'privacy'; readonly result: 'granted' | 'partly' }
  | { readonly family: 'privacy'; readonly result: 'refused'; readonly ground: ClauseId }
  | { readonly family: 'service'; readonly result: VerdictResult };

export type VerdictResult = 'granted' | 'partly' | 'refused';

const families: ReadonlyMap<string, Verdict['family']> = new Map([
  ['return_goods', 'goods'],
  ['exchange_goods', 'goods'],
  ['repair_goods', 'goods'],
  ['quality_problem', 'goods'],
  ['wrong_or_missing_item', 'goods'],
  ['counterfeit_claim', 'claim'],
  ['false_advertising_claim', 'claim'],
  ['freight_insurance_claim', 'claim'],
  ['price_protection', 'claim'],
  ['privacy_request', 'privacy'],
]);

/** What sort of matter a kind of case is; kinds without rules of their own are plain service. */
export function familyOf(kind: string): Verdict['family'] {
  return families.get(kind) ?? 'service';
}

/** What staff say of a verdict. */
export interface GivenVerdict {
  readonly result: VerdictResult;
  readonly amountFen?: number | undefined;
  readonly ground?: ClauseId | undefined;
}

/** The verdict of a case of this kind; a text names what it lacks, or has too much. */
export function verdictOf(kind: string, given: GivenVerdict): Verdict | string {
  const { result, amountFen, ground } = given;
  const family = familyOf(kind);
  if (family !== 'claim' && amountFen !== undefined) return `'${kind}' has no amountFen`;
  if (family !== 'privacy' && ground !== undefined) return `'${kind}' has no ground`;
  switch (family) {
    case 'claim':
      return claimVerdict(result, amountFen);
    case 'privacy':
      if (result !== 'refused') return { family, result };
      return ground === undefined
        ? 'ground: name the clause that lets this right be refused'
        : { family, result, ground };
    case 'goods':
    case 'service':
      return { family, result };
    default:
      return family satisfies never;
  }
}

function claimVerdict(result: VerdictResult, amountFen: number | undefined): Verdict | string {
  if (result === 'refused')
    return amountFen === undefined
      ? { family: 'claim', result }
      : 'amountFen: a refused claim has none';
  return amountFen === undefined
    ? 'amountFen: say how much is granted'
    : { family: 'claim', result, amountFen };
}
