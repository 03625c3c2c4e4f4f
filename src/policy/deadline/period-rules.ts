import type { ClauseId } from '../../kernel/ids.ts';
import type { Clause } from '../../knowledge/clause.ts';
import type { Fact } from '../../knowledge/fact.ts';
import { type Problem, reportTo } from '../../knowledge/problem.ts';
import { addDays, daysBetween } from '../calendar.ts';

/** How days of a period are counted, and which clauses say so. What is done on the last day is in time. */
export interface PeriodRule {
  /** `next-day`: the day of the event does not count (次日起算); `same-day`: it is day one. */
  readonly firstDay: 'next-day' | 'same-day';
  readonly clauses: readonly ClauseId[];
}

/** The rules by the event that a period is counted from, and the one for every other event. */
export interface PeriodRules {
  readonly byAnchor: ReadonlyMap<string, PeriodRule>;
  readonly other: PeriodRule;
}

export function periodRuleFor({ byAnchor, other }: PeriodRules, anchor: string): PeriodRule {
  return byAnchor.get(anchor) ?? other;
}

/**
 * Our choice where no clause says anything: the day of the event does not count, the last day does. Of the two ways to
 * read 「自…之日起」 it is the one that is better for the shopper's own periods.
 */
const unstated: PeriodRule = { firstDay: 'next-day', clauses: [] };

const firstDayTopic = 'period-first-day';
const lastDayTopic = 'period-last-day';

/** Reads the typed facts of the clauses: one for the event itself counts before one that was written for another. */
export function readPeriodRules(
  clauses: ReadonlyMap<ClauseId, Clause>,
  dropped: ReadonlySet<ClauseId>,
  problems: Problem[],
): PeriodRules {
  const said = [...clauses.values()]
    .filter(({ id, merchant }) => !dropped.has(id) && merchant === undefined)
    .flatMap((clause) => clause.facts.map((fact) => ({ clause, fact })));
  const firsts = said.filter(({ fact }) => fact.topic === firstDayTopic);
  const lasts = said.filter(({ fact }) => fact.topic === lastDayTopic);
  const wrong = [
    ...firsts.filter(({ fact }) => firstDayOf(fact) === null),
    ...lasts.filter(({ fact }) => fact.value !== true),
  ];
  for (const { clause, fact } of wrong)
    reportTo(problems, clause.file).error(
      clause.line,
      `条款“${clause.id}”的 ${fact.topic} 写的是“${fact.value}”`,
      `${firstDayTopic} 可以写 next-day（次日起算）、same-day（当天算第一天）；${lastDayTopic} 只能写 true`,
    );
  const ruleFor = (anchor: string | null): PeriodRule => {
    const first = ruling(firsts, anchor);
    const last = ruling(lasts, anchor);
    return {
      firstDay: (first && firstDayOf(first.fact)) ?? unstated.firstDay,
      clauses: [first, last].flatMap((one) => (one ? [one.clause.id] : [])),
    };
  };
  const anchors = [...firsts, ...lasts].map(({ fact }) => fact.anchor);
  return { byAnchor: new Map(anchors.map((one) => [one, ruleFor(one)])), other: ruleFor(null) };
}

interface Said {
  readonly clause: Clause;
  readonly fact: Fact;
}

function ruling(said: readonly Said[], anchor: string | null): Said | undefined {
  return said.find(({ fact }) => fact.anchor === anchor) ?? said[0];
}

function firstDayOf({ value }: Fact): PeriodRule['firstDay'] | null {
  return value === 'next-day' || value === 'same-day' ? value : null;
}

/** The event of a fact that holds its day: `receipt` of `receipt_date`, `return-received` of `return_received_date`. */
export function anchorOf(dateFact: string): string {
  return dateFact.replace(/_date$/, '').replaceAll('_', '-');
}

/** Which day of a period it is that began with an event on `begin`: 0 before the first. */
export function dayOfPeriod(rule: PeriodRule, begin: string, day: string): number {
  return daysBetween(begin, day) + offset(rule);
}

/** The last day on which something is in time. */
export function lastDayOfPeriod(rule: PeriodRule, begin: string, days: number): string {
  return addDays(begin, days - offset(rule));
}

function offset({ firstDay }: PeriodRule): number {
  return firstDay === 'same-day' ? 1 : 0;
}
