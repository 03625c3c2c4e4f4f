import type { TurnContext } from 'botbuilder-core';
import type { OutcomeCard } from '../src/api/cards.ts';
import type { ReplyDetails } from '../src/conversation/log-entry.ts';
import type { ClauseId } from '../src/kernel/ids.ts';
import type { Json } from '../src/kernel/json.ts';
import { citationOf } from '../src/knowledge/citation.ts';
import { anchorOf, lastDayOfPeriod } from '../src/policy/deadline/period-rules.ts';
import { moneyOf } from '../src/policy/money/decided-money.ts';
import type { Claim } from '../src/policy/money/remedy.ts';
import type { DecidedForm } from './decided-form.ts';
import { moneyLines } from './money-lines.ts';
import { checklistOf, linesOf, outlookOf, shownLines } from './outcome-lines.ts';
import { say } from './say.ts';
import { type Turn, turnOf } from './turn.ts';

/** Tells what was decided and why, with its clauses and dates: in words, and as a card for pages. */
export async function sayOutcome(
  context: TurnContext,
  decided: DecidedForm,
  more: Pick<ReplyDetails, 'choices' | 'ask'> & { readonly tail?: string } = {},
): Promise<void> {
  const { tail = '', ...details } = more;
  const { rules, form, decision } = decided;
  const turn = turnOf(context);
  const { sentence } = turn;
  const claim = claimFor(decided);
  const money = claim ? moneyLines(sentence, claim, decided.facts) : [];
  const ahead = outlookOf(decided, turn);
  const evidence = checklistOf(decided);
  const told = [
    ...money,
    ...ahead.lines,
    ...shownLines(decided),
    ...linesOf(form, decision, 'always'),
  ];
  const card = { ...outcomeCard(decided, told), ...withEntries(evidence.checklist) };
  const counted = card.dates.length > 0 ? countingClauses(decided) : [];
  const clauses = new Set([
    ...decision.clauses,
    ...(claim?.clauses ?? []),
    ...ahead.clauses,
    ...evidence.clauses,
    ...counted,
  ]);
  await say(context, outcomeInWords(card, { told, sentence }) + tail, {
    ...details,
    // The card says all of it.
    brief: '',
    dialog: form.name,
    decisionId: decision.id,
    citations: [...clauses].map((clauseId) => citationOf(rules.revision, clauseId)),
    outcome: card as unknown as Json,
  });
}

/** What is owed by the decision. */
export function claimFor({ rules, decision, facts }: DecidedForm): Claim | null {
  return moneyOf(rules.policies, decision, facts);
}

/** The decision as the shopper reads it. */
function outcomeCard(decided: DecidedForm, told: OutcomeCard['lines']): OutcomeCard {
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
  { title, reason, nearMiss, checklist = [] }: OutcomeCard,
  { told, sentence }: { readonly told: OutcomeCard['lines']; readonly sentence: Turn['sentence'] },
): string {
  const lines = told.map(({ label, value }) => `${label}：${value}`);
  const evidence = checklist.map(({ state, label, text }) =>
    sentence(`proof.${state}`, { label, text }),
  );
  return [`${title}：${reason}`, ...lines, ...nearMiss, ...evidence].join('\n');
}

const withEntries = (checklist: NonNullable<OutcomeCard['checklist']>) =>
  checklist.length > 0 ? { checklist } : {};
