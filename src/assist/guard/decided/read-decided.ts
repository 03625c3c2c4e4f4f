import type { AftersalesCase } from '../../../cases/case.ts';
import { productSlot } from '../../../forms/change-form.ts';
import type { FormState } from '../../../forms/form-state.ts';
import { factsOf } from '../../../forms/next-step.ts';
import type { RuleBook } from '../../../forms/rule-book.ts';
import { anchorOf, lastDayOfPeriod, periodRuleFor } from '../../../policy/deadline/period-rules.ts';
import { decideAgain } from '../../../policy/decide-again.ts';
import type { Decision, Facts } from '../../../policy/decision.ts';
import { moneyOf } from '../../../policy/money/decided-money.ts';
import type { Claim } from '../../../policy/money/remedy.ts';
import type { Decided, DecidedMoney, RemedyKey } from './decided.ts';

/** What an open form has decided and told; `null`: nothing yet. */
export function decidedByForm(rules: RuleBook, state: FormState): Decided | null {
  const form = rules.forms.get(state.form);
  if (form === undefined || state.decisionId === null) return null;
  const facts = factsOf(state);
  const decision = decideAgain(rules.policies, {
    decisionId: state.decisionId,
    facts,
    at: state.lastAt,
  });
  if (decision === null) return null;
  const product = state.slots[productSlot];
  const subject = product === undefined ? null : String(product.value);
  const known = { title: form.title, kind: form.caseKind ?? form.name, subject };
  return decidedOf({ rules, decision, facts }, { ...known, isUnderWay: false });
}

/** What was decided on a case, by the tables and then by the shop, whose word is the last. */
export function decidedByCase(rules: RuleBook, one: AftersalesCase): Decided | null {
  const { decisionId, facts, openedAt, title, kind, subject, status, verdict } = one;
  const decision = decideAgain(rules.policies, { decisionId, facts, at: openedAt });
  if (decision === null) return null;
  const isUnderWay = status === 'in_progress' || status === 'closed';
  const decided = decidedOf({ rules, decision, facts }, { title, kind, subject, isUnderWay });
  if (verdict === null) return decided;
  const granted = verdict.family === 'claim' && 'amountFen' in verdict ? verdict.amountFen : null;
  const reason = verdictInWords[verdict.result];
  if (verdict.result === 'refused') return { ...decided, status: 'refused', reason, money: null };
  const money = granted === null ? null : { lines: [], totalFen: granted, times: null };
  // Whoever granted what the tables did not has seen more than they did.
  return { ...decided, status: verdict.result, reason, money: money ?? decided.money };
}

const verdictInWords = {
  granted: '这件事已经审核通过。',
  partly: '这件事已经审核，部分通过。',
  refused: '这件事已经审核，没有通过。',
};

interface Made {
  readonly rules: RuleBook;
  readonly decision: Decision;
  readonly facts: Facts;
}

type Matter = Pick<Decided, 'title' | 'subject' | 'isUnderWay'> & { readonly kind: string };

function decidedOf({ rules, decision, facts }: Made, { kind, ...matter }: Matter): Decided {
  const { outcome, reason, clauses } = decision;
  const claim = moneyOf(rules.policies, decision, facts);
  const all = [...new Set([...clauses, ...(claim?.clauses ?? [])])];
  const text = (name: string) => (typeof outcome[name] === 'string' ? outcome[name] : null);
  return {
    ...matter,
    decisionId: decision.id,
    remedy: remedies.get(kind) ?? null,
    status: outcome.status,
    reason,
    clauses: all.flatMap((id) => {
      const clause = rules.revision.clauses.get(id);
      return clause ? [{ clauseId: clause.id, title: clause.title }] : [];
    }),
    money: claim === null ? null : moneyIn(claim),
    paidFen: typeof facts['paid_fen'] === 'number' ? facts['paid_fen'] : null,
    freightPayer: text('freight_payer'),
    repairFee: text('repair_fee'),
    periods: periodsOf(decision),
    given: givenBy(rules),
    window: fromReceipt.has(kind) ? windowOf({ rules, decision, facts }) : null,
  };
}

const remedies: ReadonlyMap<string, RemedyKey> = new Map([
  ['return_goods', 'return'],
  ['exchange_goods', 'exchange'],
  ['repair_goods', 'repair'],
  ['counterfeit_claim', 'compensation'],
  ['price_protection', 'difference'],
  ['freight_insurance_claim', 'freight'],
]);

/** `null` where a sum could not be reckoned: nobody can promise more than what is not known. */
function moneyIn({ lines, totalFen, missing }: Claim): DecidedMoney | null {
  if (missing.length > 0 || lines.length === 0) return null;
  const factors = lines.flatMap(({ key, factor }) =>
    key === 'compensation' && factor?.unit === 'times' ? [factor.value] : [],
  );
  return {
    lines: lines.map(({ key, label, totalFen: fen }) => ({ key, label, fen })),
    totalFen,
    times: factors.length > 0 ? Math.max(...factors) : null,
  };
}

/** Kinds whose window is counted from the receipt. */
const fromReceipt = new Set(['return_goods', 'exchange_goods']);

const hoursOfDay = 24;

const hoursIn: Readonly<Record<string, number>> = {
  hour: 1,
  day: hoursOfDay,
  'working-day': hoursOfDay,
};

function givenBy({ revision }: RuleBook): Decided['given'] {
  const figures = [...revision.clauses.values()].flatMap(({ facts }) => facts);
  const hours = (topics: readonly string[]) =>
    figures.flatMap(({ topic, unit, value }) => {
      const each = hoursIn[unit ?? ''];
      const isMeant = topics.includes(topic) && each !== undefined && typeof value === 'number';
      return isMeant ? [value * each] : [];
    });
  return {
    refund: hours(['refund-time']),
    review: hours(['review-time', 'decision-time']),
    reship: hours(['reship-time']),
  };
}

function periodsOf({ outcome }: Decision): Decided['periods'] {
  const hours = (name: string, each: number) =>
    typeof outcome[name] === 'number' ? outcome[name] * each : undefined;
  const found = {
    refund: hours('refund_days', hoursOfDay),
    review: hours('review_hours', 1),
    reship: hours('reship_hours', 1),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** From the day of receipt, as forms tell it. */
function windowOf({ rules, decision, facts }: Made): Decided['window'] {
  const { window_days: days } = decision.outcome;
  if (typeof days !== 'number') return null;
  const begin = facts['receipt_date'];
  if (typeof begin !== 'string') return { days, lastDay: null };
  const rule = periodRuleFor(rules.policies.periodRules, anchorOf('receipt_date'));
  return { days, lastDay: lastDayOfPeriod(rule, begin, days) };
}
