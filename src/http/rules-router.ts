import express, { type Request, type RequestHandler, Router } from 'express';
import {
  type RuleRemedy,
  type RulesDecideReply,
  type RulesRecommendReply,
  type RulesReply,
  rulesDecideBody,
  rulesRecommendBody,
} from '../api/rules.ts';
import type { FormDefinition } from '../forms/form-definition.ts';
import type { Remedy } from '../forms/recommend.ts';
import type { RuleBook, RuleBooks } from '../forms/rule-book.ts';
import type { Sentence } from '../forms/told-outcome.ts';
import {
  isPublic,
  situationsOf,
  type TriedFacts,
  tryRemedies,
  tryRules,
} from '../forms/try-rules.ts';
import { AppError } from '../kernel/errors.ts';
import { bothSides } from '../knowledge/answer.ts';
import { citationOf } from '../knowledge/citation.ts';
import { sayReply } from '../knowledge/fill-reply.ts';
import type { Revision } from '../knowledge/revision.ts';
import { decide } from '../policy/decide.ts';
import type { Facts } from '../policy/decision.ts';
import { isAmount } from '../policy/money/fen.ts';
import { decisionOnTheWire, knownOf, refuseFaults, refuseWrongFacts } from './decision-wire.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { situationOnTheWire } from './rules-wire.ts';

interface RulesRouterDeps {
  /** The revision in force. */
  readonly current: () => Revision;
  readonly rulesOf: RuleBooks;
  readonly now: () => number;
}

/** By address: a page asks once for each answer, and mobile networks share addresses. */
export const rulesLimits = { rules: { points: 240, perSeconds: 60 } } as const;

/** The longest answers of the longest form are a tenth of it. */
const mostBody = '8kb';

/**
 * `GET /rules`: what can be tried; `POST /rules/decide`: what the rules say to it; `POST /rules/recommend`: which of them
 * serves best. Public, for the page of shoppers: by tables marked `public: true` only. None stores anything, nor knows
 * who asks.
 */
export function createRulesRouter(
  { current, rulesOf, now }: RulesRouterDeps,
  limits: RateLimits<'rules'> = createRateLimits('off', rulesLimits),
): Router {
  const router = Router();
  const limit: RequestHandler = async (request, _response, next) => {
    await limits.take('rules', request.ip ?? '');
    next();
  };
  router.get('/rules', limit, (_request, response) => {
    // Its ETag stays as long as the revision, so that whoever has it is told so and no more.
    response.set('Cache-Control', 'no-cache').json(situationsIn(rulesOf(current())));
  });
  router.post('/rules/decide', limit, express.json({ limit: mostBody }), (request, response) => {
    response.set('Cache-Control', 'no-store').json(tried(rulesOf(current()), request, now()));
  });
  router.post('/rules/recommend', limit, express.json({ limit: mostBody }), (request, response) => {
    response.set('Cache-Control', 'no-store').json(recommended(rulesOf(current()), request, now()));
  });
  return router;
}

function situationsIn(rules: RuleBook): RulesReply {
  const { name, disclaimer } = rules.revision.service.shop;
  return {
    revision: rules.revision.id,
    shop: { name, disclaimer },
    situations: situationsOf(rules).map((form) => situationOnTheWire(rules.revision, form)),
  };
}

function tried(rules: RuleBook, request: Request, at: number): RulesDecideReply {
  const body = rulesDecideBody.parse(request.body ?? {});
  const now = body.at === undefined ? at : Date.parse(body.at);
  const situation = situationFor(rules, body);
  refuseWrongFacts(rules.policies, knownOf(body.facts));
  refuseFaults(amountFaults(body.facts));
  return situation === null
    ? plain(rules, { decision: body.decision, facts: knownOf(body.facts), at: now })
    : inSituation(rules, situation, { tried: body.facts, now });
}

function recommended(rules: RuleBook, request: Request, at: number): RulesRecommendReply {
  const body = rulesRecommendBody.parse(request.body ?? {});
  const situation = situationsOf(rules).find(
    ({ name, recommend }) => name === body.form && recommend !== undefined,
  );
  if (!situation)
    throw new AppError('DECISION_UNKNOWN', `there is nothing to recommend in form "${body.form}"`);
  refuseWrongFacts(rules.policies, knownOf(body.facts));
  refuseFaults(amountFaults(body.facts));
  const now = body.at === undefined ? at : Date.parse(body.at);
  const found = tryRemedies(rules, situation, { tried: body.facts, now });
  const isAsking = found.kind === 'ask';
  return {
    revision: rules.revision.id,
    next: isAsking ? found.slot.slot : null,
    remedies: isAsking ? [] : found.remedies.flatMap((remedy) => remedyOnTheWire(rules, remedy)),
  };
}

function remedyOnTheWire(
  { revision }: RuleBook,
  { form: { name, title }, decision: { outcome, reason, clauses } }: Remedy,
): readonly RuleRemedy[] {
  const { status } = outcome;
  if (status === 'refused' || status === 'person') return [];
  // One side of an open contradiction is not told alone.
  const isTold = status !== 'missing' && !bothSides(revision, clauses);
  return [{ form: name, label: title, status, reason: isTold ? reason : null }];
}

/** `null`: a table that anybody may decide by, though no form does. */
function situationFor(
  rules: RuleBook,
  { decision, form }: { readonly decision: string; readonly form?: string | undefined },
): FormDefinition | null {
  const among = situationsOf(rules);
  const found = among.find(
    (one) => one.decision === decision && (form === undefined || one.name === form),
  );
  if (found) return found;
  if (form === undefined && isPublic(rules.policies, decision)) return null;
  const what = form === undefined ? `"${decision}"` : `"${decision}" of form "${form}"`;
  throw new AppError('DECISION_UNKNOWN', `there is no public decision ${what}`, {
    details: { decision, known: [...new Set(among.map((one) => one.decision ?? one.name))] },
  });
}

/** What counts as money, weight or pieces is told again in words, so it has to be one. */
function amountFaults(facts: TriedFacts) {
  return Object.entries(facts).flatMap(([fact, value]) =>
    /_(?:fen|mg)$|^quantity$/.test(fact) && value !== null && !isAmount(value)
      ? [{ fact, problem: 'must be a whole number, 0 or more' }]
      : [],
  );
}

function plain(
  rules: RuleBook,
  request: { readonly decision: string; readonly facts: Facts; readonly at: number },
): RulesDecideReply {
  const decided = decide(rules.policies, request);
  const wired = decisionOnTheWire(decided, { ...rules, facts: request.facts });
  return { ...wired, next: null, outcomeCard: null };
}

/** What is left of a decision that would be one side of an open contradiction. */
const undecided = { outcome: { status: 'person' }, trace: [], nearMiss: [], money: null } as const;

function inSituation(
  rules: RuleBook,
  situation: FormDefinition,
  { tried: told, now }: { readonly tried: TriedFacts; readonly now: number },
): RulesDecideReply {
  const { revision } = rules;
  const sentence: Sentence = (key, spoken) => sayReply(revision, key, spoken);
  const result = tryRules(rules, situation, { tried: told, now, sentence });
  const { decision, facts, next } = result;
  const card = result.told?.card ?? null;
  const clauses = result.told?.clauses ?? decision.clauses;
  return {
    ...decisionOnTheWire(decision, { ...rules, facts }),
    ...(result.isDisputed && { ...undecided, reason: card?.reason ?? '' }),
    citations: clauses.map((clauseId) => citationOf(revision, clauseId)),
    next: next?.slot ?? null,
    outcomeCard: card,
  };
}
