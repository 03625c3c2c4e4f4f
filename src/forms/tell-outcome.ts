import type { ClauseId } from '../kernel/ids.ts';
import { anchorOf, lastDayOfPeriod, periodRuleFor } from '../policy/deadline/period-rules.ts';
import { moneyOf } from '../policy/money/decided-money.ts';
import type { Claim } from '../policy/money/remedy.ts';
import type { DecidedForm } from './decided-form.ts';
import { moneyLines } from './money-lines.ts';
import { checklistOf, linesOf, outlookOf, shownLines } from './outcome-lines.ts';
import type { OutcomeLines, Telling, ToldOutcome } from './told-outcome.ts';

export interface Told {
  readonly card: ToldOutcome;
  /** The lines that the reason does not say: they belong into words, too. */
  readonly told: OutcomeLines;
  readonly clauses: readonly ClauseId[];
}

/** What was decided and why, with its money, days and evidence, and the clauses of all of it. */
export function tellOutcome(decided: DecidedForm, telling: Telling): Told {
  const { form, decision, facts } = decided;
  const claim = claimFor(decided);
  const ahead = outlookOf(decided, telling);
  const evidence = checklistOf(decided);
  const told = [
    ...(claim ? moneyLines(telling.sentence, claim, facts) : []),
    ...ahead.lines,
    ...shownLines(decided),
    ...linesOf(form, decision, 'always'),
  ];
  const { checklist } = evidence;
  const card = { ...cardOf(decided, told), ...(checklist.length > 0 ? { checklist } : {}) };
  const counted = card.dates.length > 0 ? countingClauses(decided) : [];
  const clauses = new Set([
    ...decision.clauses,
    ...(claim?.clauses ?? []),
    ...ahead.clauses,
    ...evidence.clauses,
    ...counted,
  ]);
  return { card, told, clauses: [...clauses] };
}

/** What is owed by the decision. */
export function claimFor({ rules, decision, facts }: DecidedForm): Claim | null {
  return moneyOf(rules.policies, decision, facts);
}

function cardOf(decided: DecidedForm, told: OutcomeLines): ToldOutcome {
  const { form, decision } = decided;
  const { outcome, reason, nearMiss } = decision;
  const status = outcome.status === 'missing' ? 'person' : outcome.status;
  const isOpen = status === 'granted' || status === 'partly';
  return {
    status,
    title: form.titles?.[status] ?? form.title,
    reason,
    lines: isOpen ? [...told, ...linesOf(form, decision, 'other')] : told,
    dates: isOpen || form.opensForPerson ? datesOf(decided) : [],
    nearMiss: nearMiss.map(({ text }) => text),
  };
}

/** Why the dates are these and not the days before or after. */
function countingClauses({ rules, form }: DecidedForm): readonly ClauseId[] {
  const { periodRules } = rules.policies;
  return form.dates.flatMap(({ from }) => periodRuleFor(periodRules, anchorOf(from)).clauses);
}

function datesOf({ rules, form, decision }: DecidedForm): ToldOutcome['dates'] {
  const { outcome, facts } = decision;
  return form.dates.flatMap(({ label, from, days }) => {
    const begin = facts[from];
    const length = outcome[days];
    if (typeof begin !== 'string' || typeof length !== 'number') return [];
    const rule = periodRuleFor(rules.policies.periodRules, anchorOf(from));
    return { label, date: lastDayOfPeriod(rule, begin, length) };
  });
}
