import { type ClauseId, parseClauseId } from '../kernel/ids.ts';
import { decide } from '../policy/decide.ts';
import type { Decision, Facts } from '../policy/decision.ts';
import { moneyOf } from '../policy/money/decided-money.ts';
import { yuanText } from '../policy/money/fen.ts';
import type { DecidedForm } from './decided-form.ts';
import { factsAre } from './facts-are.ts';
import type { ChecklistEntry, FormDefinition } from './form-definition.ts';
import { valueText } from './form-words.ts';
import { sumLines } from './money-lines.ts';
import type { Checklist, OutcomeLines, Telling } from './told-outcome.ts';

/** What the outcome says, in the form's words: the lines that are told whatever was decided, or the others. */
export function linesOf(
  form: FormDefinition,
  { outcome }: Decision,
  which: 'always' | 'other',
): OutcomeLines {
  return form.lines.flatMap(({ key, label, values, unit = '', always = false }) => {
    const value = outcome[key];
    if (value === undefined || always !== (which === 'always')) return [];
    return { label, value: values?.[String(value)] ?? `${value}${unit}` };
  });
}

/** Facts that the shopper should see beside the decision: 现在的价格. */
export function shownLines({ form, facts }: DecidedForm): OutcomeLines {
  return form.shown.flatMap(({ fact, label, when }) => {
    const value = facts[fact];
    return value === undefined || !factsAre(facts, when)
      ? []
      : { label, value: valueText(form, fact, value) };
  });
}

interface Ahead {
  readonly lines: OutcomeLines;
  readonly clauses: readonly ClauseId[];
}

const nothingAhead: Ahead = { lines: [], clauses: [] };

/** What it would come to once what is missing is there; nothing where that changes nothing. */
export function outlookOf(decided: DecidedForm, telling: Telling): Ahead {
  const { rules, form, decision, facts } = decided;
  const { outlook } = form;
  if (outlook === undefined || decision.outcome.status !== 'person') return nothingAhead;
  const then = { ...facts, ...outlook.given };
  const { decision: table } = decision;
  const ahead = decide(rules.policies, { decision: table, facts: then, at: telling.now });
  const claim = moneyOf(rules.policies, ahead, then);
  if (claim === null) return nothingAhead;
  const parts = sumLines(telling.sentence, claim, then).map(({ label, value }) => label + value);
  const sum = { total: yuanText(claim.totalFen), parts: parts.join('，') };
  return {
    lines: [
      { label: outlook.label, value: ahead.reason },
      ...(parts.length > 0
        ? [{ label: outlook.sum, value: telling.sentence('money.outlook', sum) }]
        : []),
    ],
    clauses: [...ahead.clauses, ...claim.clauses],
  };
}

interface Checked {
  readonly checklist: Checklist;
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
): Checklist[number] {
  if (have === undefined) return { label, state: 'keep', text: missing };
  const value = known[have.fact];
  const isThere = value !== undefined && (have.is?.includes(value) ?? true);
  return { label, state: isThere ? 'there' : 'missing', text: isThere ? there : missing };
}
