import { Router } from 'express';
import { decideBody } from '../api/decide.ts';
import type { Revision } from '../knowledge/revision.ts';
import { decide } from '../policy/decide.ts';
import type { PolicyCompiler } from '../policy/policy-compiler.ts';
import { decisionOnTheWire, knownOf, refuseWrongFacts } from './decision-wire.ts';

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
    const { decision, facts: told, at } = decideBody.parse(request.body ?? {});
    const revision = current();
    const compiled = policies(revision).policies;
    const facts = knownOf(told);
    // An unknown table is the better thing to say.
    if (compiled.compiled.has(decision)) refuseWrongFacts(compiled, facts);
    const moment = at === undefined ? now() : Date.parse(at);
    const decided = decide(compiled, { decision, facts, at: moment });
    response.json(decisionOnTheWire(decided, { revision, policies: compiled, facts }));
  });
  return router;
}
