import { Router } from 'express';
import { type DecideReply, decideBody } from '../api/decide.ts';
import { AppError } from '../kernel/errors.ts';
import { citationOf } from '../knowledge/citation.ts';
import type { Revision } from '../knowledge/revision.ts';
import { checkFacts } from '../policy/check-facts.ts';
import type { Policies } from '../policy/compile-policies.ts';
import { decide } from '../policy/decide.ts';
import type { Decision, Facts, FactValue } from '../policy/decision.ts';
import { moneyOf } from '../policy/money/decided-money.ts';
import type { Claim } from '../policy/money/remedy.ts';
import type { PolicyCompiler } from '../policy/policy-compiler.ts';

interface DecideRouterDeps {
  /** The revision in force. */
  readonly current: () => Revision;
  readonly policies: PolicyCompiler;
  readonly now: () => number;
}

/** `POST /api/decide`, for staff and scripts: mount behind the API token. Stores nothing. */
export function createDecideRouter({ current, policies, now }: DecideRouterDeps): Router {
  const router = Router();
  router.post('/decide', (request, response) => {
    const { decision, facts, at } = decideBody.parse(request.body ?? {});
    const revision = current();
    const compiled = policies(revision).policies;
    const told = toldFacts(facts);
    refuseWrongFacts(compiled, { decision, facts: told });
    const moment = at === undefined ? now() : Date.parse(at);
    const decided = decide(compiled, { decision, facts: told, at: moment });
    const money = moneyOf(compiled, decided, told);
    response.json({ ...onTheWire(decided, revision), money: money && moneyOnTheWire(money) });
  });
  return router;
}

function toldFacts(facts: Readonly<Record<string, FactValue | null>>): Facts {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

function refuseWrongFacts(
  policies: Policies,
  { decision, facts }: { readonly decision: string; readonly facts: Facts },
): void {
  // An unknown table is the better thing to say.
  const faults = policies.compiled.has(decision) ? checkFacts(policies, facts) : [];
  if (faults.length === 0) return;
  const fields = faults.map(({ fact, problem }) => ({ field: `facts.${fact}`, problem }));
  const named = fields.map(({ field, problem }) => `${field}: ${problem}`).join('; ');
  throw new AppError('BAD_REQUEST', named, { details: { fields } });
}

function moneyOnTheWire({ lines, missing, open, totalFen }: Claim): DecideReply['money'] {
  return { totalFen, lines, missing, open };
}

function onTheWire(decision: Decision, revision: Revision): Omit<DecideReply, 'money'> {
  const { clauses, facts, ...rest } = decision;
  const known = Object.entries(facts).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    ...rest,
    facts: Object.fromEntries(known),
    citations: clauses.map((clauseId) => citationOf(revision, clauseId)),
  };
}
