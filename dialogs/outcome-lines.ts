import type { OutcomeCard } from '../src/api/cards.ts';
import { valueText } from '../src/assist/form-words.ts';
import { factsAre } from '../src/forms/facts-are.ts';
import type { ChecklistEntry, FormDefinition } from '../src/forms/form-definition.ts';
import { type ClauseId, parseClauseId } from '../src/kernel/ids.ts';
import { decide } from '../src/policy/decide.ts';
import type { Decision, Facts } from '../src/policy/decision.ts';
import { moneyOf } from '../src/policy/money/decided-money.ts';
import { yuanText } from '../src/policy/money/fen.ts';
import type { DecidedForm } from './decided-form.ts';
import { sumLines } from './money-lines.ts';
import type { Turn } from './turn.ts';

type Lines = OutcomeCard['lines'];

/** What the outcome says, in the form's words: the lines that are told whatever was decided, or the others. */
export function linesOf(
  form: FormDefinition,
  { outcome }: Decision,
  which: 'always' | 'other',
): Lines {
  return form.lines.flatMap(({ key, label, values, unit = '', always = false }) => {
    const value = outcome[key];
    if (value === undefined || always !== (which === 'always')) return [];
    return { label, value: values?.[String(value)] ?? `${value}${unit}` };
  });
}

/** Facts that the shopper should see beside the decision: 现在的价格. */
export function shownLines({ form, facts }: DecidedForm): Lines {
  return form.shown.flatMap(({ fact, label, when }) => {
    const value = facts[fact];
    return value === undefined || !factsAre(facts, when)
      ? []
      : { label, value: valueText(form, fact, value) };
  });
}

interface Ahead {
  readonly lines: Lines;
  readonly clauses: readonly ClauseId[];
}

const nothingAhead: Ahead = { lines: [], clauses: [] };

/** What it would come to once what is missing is there; nothing where that changes nothing. */
export function outlookOf(decided: DecidedForm, turn: Turn): Ahead {
  const { rules, form, decision, facts } = decided;
  const { outlook } = form;
  if (outlook === undefined || decision.outcome.status !== 'person') return nothingAhead;
  const then = { ...facts, ...outlook.given };
  const { decision: table } = decision;
  const ahead = decide(rules.policies, { decision: table, facts: then, at: turn.now });
  const claim = moneyOf(rules.policies, ahead, then);
  if (claim === null) return nothingAhead;
  const parts = sumLines(turn.sentence, claim, then).map(({ label, value }) => label + value);
  const sum = { total: yuanText(claim.totalFen), parts: parts.join('，') };
  return {
    lines: [
      { label: outlook.label, value: ahead.reason },
      ...(parts.length > 0
        ? [{ label: outlook.sum, value: turn.sentence('money.outlook', sum) }]
        : []),
    ],
    clauses: [...ahead.clauses, ...claim.clauses],
  };
}

interface Checked {
  readonly checklist: NonNullable<OutcomeCard['checklist']>;
  readonly clauses: readonly ClauseId[];
}

/** What proves the matter: what there is, and what to do now. Nothing is listed for what was refused. */
export function checklistOf({ form, decision, facts }: DecidedForm): Checked {
  if (decision.outcome.status === 'refused') return { checklist: [], clauses: [] };
  const known = { ...decision.facts, ...facts };
  const wanted = form.checklist.filter(({ when }) => factsAre(known, when));
  return {
    checklist: wanted.map((entry) => checked(entry, known)),
    clauses: wanted.flatMap(({ clause }) => parseClauseId(clause ?? '') ?? []),
  };
}

function checked(
  { label, have, there = '', missing }: ChecklistEntry,
  known: Facts,
): Checked['checklist'][number] {
  if (have === undefined) return { label, state: 'keep', text: missing };
  const value = known[have.fact];
  const isThere = value !== undefined && (have.is?.includes(value) ?? true);
  return { label, state: isThere ? 'there' : 'missing', text: isThere ? there : missing };
}
