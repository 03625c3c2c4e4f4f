import { findViolations } from '../find-violations.ts';
import { withoutOfficialAddresses } from '../finders/find-addresses.ts';
import type { Finding, GuardContext } from '../finding.ts';
import type { GuardRules } from '../read-guard.ts';
import type { Judge } from './create-judge.ts';

interface Court {
  readonly guard: GuardRules;
  readonly judge: Judge | null;
}

/**
 * What must not go out of what an agent wrote. A number, an address or a multiple decides alone; words are heard by the
 * judge, who knows more wordings than the rules and more innocent ones. The bot says what was reviewed, so rules suffice.
 */
export function findJudged(
  { guard, judge }: Court,
  text: string,
  context: GuardContext,
): readonly Finding[] {
  const found = findViolations(guard, text, context);
  if (judge === null || context.speaker === 'bot') return found;
  const certain = { ...guard, rules: guard.certain };
  if (found.length > 0 && findViolations(certain, text, context).length > 0) return found;
  const struck = withoutOwn(certain, withoutOfficialAddresses(text, guard.domains), context);
  // Looked through once: what the rules find takes longest.
  const seen = context.said.length === 0 ? found : findViolations(guard, struck, { said: [] });
  const opinion = judge.judge({ text: struck, found: seen }, guard);
  if (opinion === null) return [];
  const { start, end } = opinion;
  return found.length > 0 ? found : [{ ...opinion, text: text.slice(start, end) }];
}

/** The shopper's own number, said back, is a number that was struck out. */
function withoutOwn(certain: GuardRules, text: string, context: GuardContext): string {
  if (context.said.length === 0) return text;
  const own = findViolations(certain, text, { ...context, said: [] });
  return own.reduce(
    (struck, { start, end }) =>
      struck.slice(0, start) + '*'.repeat(end - start) + struck.slice(end),
    text,
  );
}
