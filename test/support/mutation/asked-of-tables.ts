import { formFromJson } from '../../../src/forms/form-state.ts';
import { factsOf } from '../../../src/forms/next-step.ts';
import type { RuleBook } from '../../../src/forms/rule-book.ts';
import type { Policies } from '../../../src/policy/compile-policies.ts';
import { decide } from '../../../src/policy/decide.ts';
import type { DecisionRequest } from '../../../src/policy/decision.ts';
import { moneyOf } from '../../../src/policy/money/decided-money.ts';
import type { PlayedTurn } from '../run-conversation.ts';
import type { Mutant } from './mutant.ts';
import { leansOn } from './mutated-policies.ts';

/** What conversations put to the tables, and which conversation put it. */
export interface AskedOfTables {
  note(conversation: number, turn: PlayedTurn): void;
  /** The conversations in which these rules decide something otherwise than the sound ones. */
  touchedBy(mutant: Mutant, policies: Policies): readonly number[];
}

interface Put {
  readonly request: DecisionRequest;
  readonly conversations: Set<number>;
  readonly sound: string;
}

export function createAskedOfTables(rules: RuleBook): AskedOfTables {
  const all = new Map<string, Put>();

  return {
    note(conversation, turn) {
      for (const request of requestsIn(rules, turn)) {
        const key = JSON.stringify(request);
        const put = all.get(key);
        if (put) put.conversations.add(conversation);
        else
          all.set(key, {
            request,
            conversations: new Set([conversation]),
            sound: decided(rules.policies, request),
          });
      }
    },
    touchedBy({ to }, policies) {
      const touched = [...all.values()].filter(({ request, sound }) => {
        const table = policies.tables.get(request.decision);
        const mayDiffer =
          to.kind === 'remedies' || (table && leansOn(table, to.table.name, policies.tables));
        return mayDiffer && decided(policies, request) !== sound;
      });
      return [...new Set(touched.flatMap(({ conversations }) => [...conversations]))];
    },
  };
}

const hourMs = 3_600_000;

/** What the open form asks its own table, those of the remedies it weighs, and what it would ask once more is known. */
function requestsIn({ forms }: RuleBook, { state, now }: PlayedTurn): DecisionRequest[] {
  // A decision is one of a day: the minute does not make it another.
  const at = now - (now % hourMs);
  const open = formFromJson(state.form);
  const form = forms.get(open?.form ?? '');
  if (!open || !form) return [];
  const facts = factsOf(open);
  const weighed = [...forms.values()].filter(({ action }) =>
    form.recommend?.some((one) => one === action),
  );
  const requests = [form, ...weighed].flatMap(({ decision }) =>
    decision === undefined ? [] : [{ decision, facts, at }],
  );
  const ahead =
    form.outlook && form.decision !== undefined
      ? [{ decision: form.decision, facts: { ...facts, ...form.outlook.given }, at }]
      : [];
  return [...requests, ...ahead];
}

function decided(policies: Policies, request: DecisionRequest): string {
  try {
    const decision = decide(policies, request);
    const { outcome, reason, clauses, nearMiss, missing } = decision;
    const money = moneyOf(policies, decision, request.facts);
    return JSON.stringify({ outcome, reason, clauses, nearMiss, missing, money });
  } catch {
    return 'not decided';
  }
}
