import type { Finding, GuardContext } from '../finding.ts';
import type { GuardRules } from '../read-guard.ts';
import { findBeyond } from './find-beyond.ts';
import { tellDecided } from './tell-decided.ts';

/** What a reply promises beyond the decisions of its conversation, by the rule that is for it; without one, nothing is compared. */
export function findPromises(
  { rules }: Pick<GuardRules, 'rules'>,
  text: string,
  { decided, speaker = 'agent' }: GuardContext,
): readonly Finding[] {
  const rule = rules.find(({ finders }) => finders.includes('decision'));
  if (rule === undefined || decided === undefined) return [];
  if (rule.only !== undefined && rule.only !== speaker) return [];
  const { id, title, level, clauseId, advice } = rule;
  return findBeyond(text, decided).map(
    ({ start, end, text: found, promised, decided: matter }) => ({
      rule: id,
      title,
      level,
      start,
      end,
      text: found,
      clauseId: matter.clauses[0]?.clauseId ?? clauseId,
      advice,
      decided: tellDecided(matter, promised),
    }),
  );
}
