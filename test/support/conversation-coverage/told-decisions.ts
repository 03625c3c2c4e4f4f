import { formFromJson } from '../../../src/forms/form-state.ts';
import { factsOf } from '../../../src/forms/next-step.ts';
import type { RuleBook } from '../../../src/forms/rule-book.ts';
import { decide } from '../../../src/policy/decide.ts';
import type { Decision, DecisionRequest } from '../../../src/policy/decision.ts';
import type { PlayedTurn } from '../run-conversation.ts';

/** What was put to a table, and what came of it. */
export interface Asked {
  readonly request: DecisionRequest;
  readonly decision: Decision;
}

/** What the open form puts to its table behind this turn; `null` where no form decides. */
export function askedOf({ forms, policies }: RuleBook, { state, now }: PlayedTurn): Asked | null {
  const open = formFromJson(state.form);
  const table = open === null ? undefined : forms.get(open.form)?.decision;
  if (open === null || table === undefined) return null;
  const request = { decision: table, facts: factsOf(open), at: now };
  return { request, decision: decide(policies, request) };
}

/** Whether the shopper has read it in this turn. */
export function isTold({ decision }: Asked, { shown }: PlayedTurn): boolean {
  return shown.some(({ channelData }) => channelData?.anxin?.decisionId === decision.id);
}
