import type { TurnContext } from 'botbuilder-core';
import type { OutcomeCard } from '../src/api/cards.ts';
import type { ReplyDetails } from '../src/conversation/log-entry.ts';
import type { FormDefinition } from '../src/forms/form-definition.ts';
import type { RuleBook } from '../src/forms/rule-book.ts';
import type { Json } from '../src/kernel/json.ts';
import { citationOf } from '../src/knowledge/citation.ts';
import { anchorOf, lastDayOfPeriod } from '../src/policy/deadline/period-rules.ts';
import type { Decision } from '../src/policy/decision.ts';
import { say } from './say.ts';

/** Tells what was decided and why, with its clauses and dates: in words, and as a card for pages. */
export async function sayOutcome(
  context: TurnContext,
  { rules, form, decision }: DecidedForm,
  more: Pick<ReplyDetails, 'choices' | 'ask'> & { readonly tail?: string } = {},
): Promise<void> {
  const { tail = '', ...details } = more;
  const card = outcomeCard({ rules, form, decision });
  await say(context, outcomeInWords(card) + tail, {
    ...details,
    // The card says all of it.
    brief: '',
    dialog: form.name,
    decisionId: decision.id,
    citations: decision.clauses.map((clauseId) => citationOf(rules.revision, clauseId)),
    outcome: card as unknown as Json,
  });
}

export interface DecidedForm {
  readonly rules: RuleBook;
  readonly form: FormDefinition;
  readonly decision: Decision;
}

/** The decision as the shopper reads it. */
function outcomeCard(decided: DecidedForm): OutcomeCard {
  const { form, decision } = decided;
  const { outcome, reason, nearMiss } = decision;
  const status = outcome.status === 'missing' ? 'person' : outcome.status;
  const isOpen = status === 'granted' || status === 'partly';
  return {
    status,
    title: form.titles[status],
    reason,
    lines: isOpen ? linesOf(form, decision) : [],
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
function outcomeInWords({ title, reason, nearMiss }: OutcomeCard): string {
  return [`${title}：${reason}`, ...nearMiss].join('\n');
}
