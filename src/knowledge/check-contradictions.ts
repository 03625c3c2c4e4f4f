import type { ClauseId } from '../kernel/ids.ts';
import type { Clause } from './clause.ts';
import type { Disagreement } from './contradiction.ts';
import type { FaqEntry } from './faq-entry.ts';
import type { StatedFact } from './overlap.ts';
import { type Problem, reportTo } from './problem.ts';
import { type Contradiction, droppedClauses, rankOf } from './settle-contradictions.ts';
import { type Choice, type Settlement, type Settlements, settlementsPath } from './settlement.ts';

interface Disputes {
  readonly clauses: ReadonlyMap<ClauseId, Clause>;
  readonly settlements: Settlements;
  readonly contradictions: readonly Contradiction[];
}

/** Contradictions that are open (warnings), and settlements that settle nothing or give a ground that is not true (errors). */
export function checkContradictions(disputes: Disputes, problems: Problem[]): void {
  for (const contradiction of disputes.contradictions)
    if (contradiction.state === 'open') warnOfOpen(contradiction, problems);
  for (const settlement of disputes.settlements.settlements)
    checkSettlement(settlement, disputes, problems);
  checkAlike(disputes, problems);
}

const disagreements: Readonly<Record<Disagreement, string>> = {
  polarity: '一处可以，一处不可以',
  anchor: '起算的日子不同',
  value: '数值或说法不同',
  bearer: '由谁承担说法不同',
};

function warnOfOpen({ sides: [a, b], disagreement }: Contradiction, problems: Problem[]): void {
  reportTo(problems, b.clause.file).warn(
    b.clause.line,
    `条款“${b.clause.id}”和“${a.clause.id}”（${a.clause.file}:${a.clause.line}）说法不一致：` +
      `${disagreements[disagreement]}（${said(b)}；${said(a)}）`,
    `在 ${settlementsPath} 里写明以哪一条为准（keep、drop）或各管什么情况（apart），写上理由；在那以前，机器人两边都说，并请顾客转人工`,
  );
}

function said({ fact }: StatedFact): string {
  const { topic, condition, anchor, value, unit, polarity } = fact;
  return [topic, condition, anchor, String(value), unit, polarity].join(' ');
}

function checkSettlement(
  settlement: Settlement,
  { clauses, contradictions }: Disputes,
  problems: Problem[],
): void {
  const report = reportTo(problems, settlementsPath);
  const known = new Set<string>(clauses.keys());
  const settled = contradictions.filter((one) => one.settlement === settlement);
  for (const id of namedIn(settlement))
    if (!known.has(id))
      report.error(settlement.line, `条款“${id}”不存在`, '请改成 clauses/ 里的编号，或从这里删掉');
    else if (!settled.some((one) => isEssential(settlement, id, one)))
      report.error(
        settlement.line,
        `“${settlement.topic}”里写了条款“${id}”，它和这里另一边的条款没有不一致的地方`,
        '请从这里删掉它，或检查编号、topic 和条款的 facts',
      );
  if (settlement.kind === 'choice') checkGround(settlement, settled, problems);
}

function namedIn(settlement: Settlement): readonly string[] {
  return settlement.kind === 'choice' ? [...settlement.keep, ...settlement.drop] : settlement.apart;
}

/** Whether the contradiction is one for which the settlement has to name the clause. */
function isEssential(settlement: Settlement, id: string, { sides }: Contradiction): boolean {
  const ids: readonly string[] = sides.map(({ clause }) => clause.id);
  if (!ids.includes(id)) return false;
  // Two clauses that are both dropped settle nothing between them.
  return settlement.kind === 'distinction' || ids.some((other) => settlement.keep.includes(other));
}

/** Each clause that is dropped must give way to one that is kept, on the ground that is named. */
function checkGround(
  { by, drop, keep, line }: Choice,
  settled: readonly Contradiction[],
  problems: Problem[],
): void {
  if (by === 'choice') return;
  for (const id of drop) {
    const winners = settled.flatMap(({ sides: [a, b] }) => {
      const [loser, winner] = a.clause.id === id ? [a, b] : [b, a];
      const isPair = loser.clause.id === id && keep.includes(winner.clause.id);
      return isPair ? [[winner.clause, loser.clause] as const] : [];
    });
    const gives = by === 'tier' ? standsHigher : isNewer;
    if (winners.length > 0 && !winners.some(([winner, loser]) => gives(winner, loser)))
      reportTo(problems, settlementsPath).error(
        line,
        `by 写的是“${by}”，但是采用的条款里没有一条比“${id}”${by === 'tier' ? '层级高' : '日期新'}`,
        '请改成 by: choice 并写明理由，或检查 keep 和 drop',
      );
  }
}

function standsHigher(winner: Clause, loser: Clause): boolean {
  return rankOf(winner) < rankOf(loser);
}

function isNewer(winner: Clause, loser: Clause): boolean {
  const [newer, older] = [winner, loser].map(
    ({ effectiveFrom, source }) => effectiveFrom ?? source.date,
  );
  return newer != null && older != null && newer > older;
}

/** A name that no fact carries is a slip of the pen. */
function checkAlike({ clauses, settlements }: Disputes, problems: Problem[]): void {
  const facts = [...clauses.values()].flatMap((clause) => clause.facts);
  const used = new Set(facts.flatMap(({ topic, condition }) => [topic, condition]));
  for (const [name, line] of settlements.alikeLines)
    if (!used.has(name))
      reportTo(problems, settlementsPath).error(
        line,
        `没有一条 facts 用到“${name}”`,
        '请检查写法，或从 alike 里删掉',
      );
}

/** An entry may name what does not count only to put it right: beside what counts. */
export function checkDroppedCitations(
  entries: Iterable<FaqEntry>,
  settlements: Settlements,
  problems: Problem[],
): void {
  const dropped = droppedClauses(settlements);
  for (const { citations, file, line } of entries) {
    const cited: readonly string[] = citations;
    for (const id of citations) {
      const choices = dropped.get(id) ?? [];
      if (
        choices.length === 0 ||
        choices.some(({ keep }) => keep.some((kept) => cited.includes(kept)))
      )
        continue;
      const kept = choices.flatMap(({ keep }) => keep).join('、');
      reportTo(problems, file).error(
        line,
        `答案引用了不采用的条款“${id}”，却没有引用采用的条款`,
        `请写明以哪一条为准，并引用它（${kept}），或删掉这处引用`,
      );
    }
  }
}
