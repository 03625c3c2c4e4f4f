import type { TurnContext } from 'botbuilder-core';
import type { OutcomeCard } from '../src/api/cards.ts';
import type { ReplyDetails } from '../src/conversation/log-entry.ts';
import type { FormDefinition } from '../src/forms/form-definition.ts';
import type { RuleBook } from '../src/forms/rule-book.ts';
import type { ClauseId } from '../src/kernel/ids.ts';
import type { Json } from '../src/kernel/json.ts';
import { citationOf } from '../src/knowledge/citation.ts';
import { anchorOf, lastDayOfPeriod } from '../src/policy/deadline/period-rules.ts';
import type { Decision, Facts } from '../src/policy/decision.ts';
import { moneyOf } from '../src/policy/money/decided-money.ts';
import type { Claim } from '../src/policy/money/remedy.ts';
import { moneyLines } from './money-lines.ts';
import { say } from './say.ts';
import { turnOf } from './turn.ts';

/** Tells what was decided and why, with its clauses and dates: in words, and as a card for pages. */
export async function sayOutcome(
  context: TurnContext,
  decided: DecidedForm,
  more: Pick<ReplyDetails, 'choices' | 'ask'> & { readonly tail?: string } = {},
): Promise<void> {
  const { tail = '', ...details } = more;
  const { rules, form, decision } = decided;
  const claim = claimFor(decided);
  const money = claim ? moneyLines(turnOf(context).sentence, claim, decided.facts) : [];
  const card = outcomeCard(decided, money);
  const counted = card.dates.length > 0 ? countingClauses(decided) : [];
  const clauses = new Set([...decision.clauses, ...(claim?.clauses ?? []), ...counted]);
  await say(context, outcomeInWords(card, money) + tail, {
    ...details,
    // The card says all of it.
    brief: '',
    dialog: form.name,
    decisionId: decision.id,
    citations: [...clauses].map((clauseId) => citationOf(rules.revision, clauseId)),
    outcome: card as unknown as Json,
  });
}

export interface DecidedForm {
  readonly rules: RuleBook;
  readonly form: FormDefinition;
  readonly decision: Decision;
  /** All that is known, also what the decision does not rest on. */
  readonly facts: Facts;
}

/** What is owed by the decision. */
export function claimFor({ rules, decision, facts }: DecidedForm): Claim | null {
  return moneyOf(rules.policies, decision, facts);
}

/** The decision as the shopper reads it. */
function outcomeCard(decided: DecidedForm, money: OutcomeCard['lines']): OutcomeCard {
  const { form, decision } = decided;
  const { outcome, reason, nearMiss } = decision;
  const status = outcome.status === 'missing' ? 'person' : outcome.status;
  const isOpen = status === 'granted' || status === 'partly';
  return {
    status,
    title: form.titles?.[status] ?? form.title,
    reason,
    lines: isOpen ? [...money, ...linesOf(form, decision)] : [],
    dates: isOpen ? datesOf(decided) : [],
    nearMiss: nearMiss.map(({ text }) => text),
  };
}

function linesOf(form: FormDefinition, { outcome }: Decision): OutcomeCard['lines'] {
  return form.lines.flatMap(({ key, label, values, unit = '' }) => {
    const value = outcome[key];
    if (value === undefined) return [];
    return { label, value: values?.[String(value)] ?? `${value}${unit}` };
  });
}

/** Why the dates are these and not the days before or after. */
function countingClauses({ rules, form }: DecidedForm): readonly ClauseId[] {
  return form.dates.flatMap(({ from }) => rules.policies.periodRules(anchorOf(from)).clauses);
}

function datesOf({ rules, form, decision }: DecidedForm): OutcomeCard['dates'] {
  const { outcome, facts } = decision;
  return form.dates.flatMap(({ label, from, days }) => {
    const begin = facts[from];
    const length = outcome[days];
    if (typeof begin !== 'string' || typeof length !== 'number') return [];
    const rule = rules.policies.periodRules(anchorOf(from));
    return { label, date: lastDayOfPeriod(rule, begin, length) };
  });
}

/** The same without a card: the reason says who pays, how long and until when. */
function outcomeInWords(
  { title, reason, nearMiss }: OutcomeCard,
  money: OutcomeCard['lines'],
): string {
  const sums = money.map(({ label, value }) => `${label}：${value}`);
  return [`${title}：${reason}`, ...sums, ...nearMiss].join('\n');
}
