import { createServer, type IncomingMessage, type Server } from 'node:http';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { clauseRules, createClauseRouter } from '../src/http/clause-router.ts';
import { notFound, problemHandler } from '../src/http/problem.ts';
import { createRateLimits } from '../src/http/rate-limits.ts';
import { createRulesRouter, rulesLimits } from '../src/http/rules-router.ts';
import { AppError } from '../src/kernel/errors.ts';
import { createChatSessionRouter } from './channels/chat-session.ts';
import type { Anxin } from './compose.ts';
import { createOperationsRouter } from './operations.ts';
import { servePages } from './pages.ts';
import { createStaffRoutes } from './staff-routes.ts';

export interface RunningServer {
  /** `http://127.0.0.1:3978` */
  readonly url: string;
  /** Refuses new work, finishes what was begun, closes everything. */
  drain(): Promise<void>;
}

/** Longer than the minute that proxies keep an idle connection: a request never meets one that we are closing. */
const keepAliveMs = 75_000;

/** Opens the port and answers on it. */
export async function serve(anxin: Anxin): Promise<RunningServer> {
  const { config } = anxin;
  const life = { isDraining: false };
  // A client that offers another protocol (h2c) is answered in HTTP/1.1; streams of Direct Line are WebSockets.
  const shouldUpgradeCallback = (request: IncomingMessage) =>
    request.headers.upgrade?.toLowerCase() === 'websocket';
  const server = createServer(
    { shouldUpgradeCallback, keepAliveTimeout: keepAliveMs },
    createApp(anxin, () => life.isDraining),
  );
  anxin.directLine.attach(server);
  await listen(server, config.port, config.host);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    async drain() {
      life.isDraining = true;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await anxin.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function createApp(anxin: Anxin, isDraining: () => boolean): Express {
  const { config, logger, directLine, shelf } = anxin;
  const staff = createStaffRoutes(anxin);
  const app = express();
  app.disable('x-powered-by');
  // A proxy on the same machine names the visitor, or one that is named; from anywhere else it is not believed.
  app.set('trust proxy', config.trustedProxies);
  app.use(createOperationsRouter(anxin, { isDraining, demandToken: staff.demandToken }));
  app.use(refuseWhileDraining(isDraining));
  app.use('/v3/directline', directLine.router);
  app.use(securityHeaders);
  const clauseLimits = createRateLimits(config.rateLimits, clauseRules, anxin.store.counters);
  app.use('/api/chat', createClauseRouter(shelf, clauseLimits));
  app.use('/api/chat', createChatSessionRouter(directLine));
  app.use('/api', createRules(anxin));
  app.use('/api', staff.router);
  app.use(servePages());
  app.use(notFound);
  app.use(problemHandler(logger));
  return app;
}

function createRules({ config, store, knowledge, rulesOf, clock }: Anxin): RequestHandler {
  const limits = createRateLimits(config.rateLimits, rulesLimits, store.counters);
  const current = () => knowledge.current().revision;
  return createRulesRouter({ current, rulesOf, now: () => clock.now() }, limits);
}

const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'self'"],
    },
  },
  // The page is served over plain http on a developer's machine; a proxy in front sets it for https.
  strictTransportSecurity: false,
});

function refuseWhileDraining(isDraining: () => boolean): RequestHandler {
  return (_request, _response, next) => {
    next(isDraining() ? new AppError('DRAINING', 'the server is stopping') : undefined);
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
