import express, { type RequestHandler, Router } from 'express';
import { createCaseRouter } from '../src/http/case-router.ts';
import { createDecideRouter } from '../src/http/decide-router.ts';
import { createGuardRouter } from '../src/http/guard-router.ts';
import { createHandoffRouter } from '../src/http/handoff-router.ts';
import { createIdentityRouter } from '../src/http/identity-router.ts';
import { createInsightRouter } from '../src/http/insight-router.ts';
import { createPacketRouter } from '../src/http/packet-router.ts';
import { createPrivacyRouter } from '../src/http/privacy-router.ts';
import { notFound } from '../src/http/problem.ts';
import { createPromiseRouter } from '../src/http/promise-router.ts';
import { createRateLimits } from '../src/http/rate-limits.ts';
import { createSessionRouter } from '../src/http/session-router.ts';
import {
  apiTokenRules,
  createCheckApiToken,
  createStaffAccess,
  requireApiToken,
} from '../src/http/staff-access.ts';
import { createUnderstandRouter } from '../src/http/understand-router.ts';
import type { ClauseId, ConversationId, ShopperId } from '../src/kernel/ids.ts';
import { newId } from '../src/kernel/random.ts';
import { findRestriction } from '../src/privacy/restriction.ts';
import { createShopperOf } from './channels/shopper-identity.ts';
import type { Anxin } from './compose.ts';

interface StaffRoutes {
  /** Mounted at `/api`: signing in, and behind it all that is for staff. Takes every request that comes this far. */
  readonly router: Router;
  /** Lets through who shows the API token, for routes elsewhere. */
  readonly demandToken: RequestHandler;
}

export function createStaffRoutes(anxin: Anxin): StaffRoutes {
  const { config, secrets, sessions, assist, desk, deskEvents, present, nameOf, knowledge } = anxin;
  const { linkFile } = anxin.directLine;
  const { publicUrl, rateLimits } = config;
  const limits = createRateLimits(rateLimits, apiTokenRules, anxin.store.counters);
  const check = createCheckApiToken(secrets.apiToken, limits);
  const access = createStaffAccess({ check, sessions, nameOf, publicUrl });
  const current = () => knowledge.current().revision;
  const agents = () => current().service.agents;

  const router = Router();
  router.use(createSessionRouter({ check, sessions, access, agents, publicUrl }));
  router.use(access.demand, keepPrivate);
  router.use(express.json({ limit: '64kb' }));
  const { clock, policies, understand, dialogsOf, guard } = anxin;
  const now = () => clock.now();
  const hasClause = (clauseId: ClauseId) => current().clauses.has(clauseId);
  router.use(createPacketRouter({ cases: anxin.cases, packets: anxin.packets, access, newId }));
  const { promises, hearPromises: hear } = anxin;
  router.use(createPromiseRouter({ promises, desk, access, hear, newId }));
  router.use(
    createCaseRouter({
      cases: anxin.cases,
      access,
      guard,
      linkFile,
      newId,
      clock,
      hasClause,
    }),
  );
  router.use(createInsightRouter({ documents: anxin.store, current, access }));
  router.use(createDecideRouter({ current, policies, now }));
  router.use(createUnderstandRouter({ knowledge: knowledge.current, understand, dialogsOf, now }));
  const { store, privacy, files, guardContextFor: contextFor } = anxin;
  const restrictionOf = (id: ConversationId) => findRestriction(store, id);
  router.use(createGuardRouter({ guard, desk, contextFor }));
  const talk = { desk, assist, guard, contextFor, linkFile, present, restrictionOf };
  router.use(createHandoffRouter({ ...talk, access, newId }));
  const { erase } = privacy;
  const words = () => anxin.rulesOf(current());
  const isCertain = createIsCertain(anxin);
  const told = { store, files, clock, current, words };
  router.use(createIdentityRouter({ store, clock, current, access, newId, isCertain }));
  router.use(createPrivacyRouter({ ...told, access, newId, erase, isCertain }));
  router.get('/events', async (request, response) => {
    const { agentId } = access.agentOf(request);
    const expiresAt = access.sessionOf(request)?.expiresAt ?? null;
    await deskEvents.open(request, response, { agentId, expiresAt });
  });
  router.use(notFound);
  return { router, demandToken: requireApiToken(check) };
}

/** As the bot sees it: without an order system all of it is a demonstration. */
function createIsCertain({ config }: Anxin) {
  const shopperOf = createShopperOf(config.ordersUrl === null);
  return (shopperId: ShopperId | null) =>
    shopperId !== null && shopperOf(shopperId).kind !== 'guest';
}

/** What shoppers wrote belongs in no cache. */
const keepPrivate: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
