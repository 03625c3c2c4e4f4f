import { type Request, type RequestHandler, Router } from 'express';
import type { Anxin } from './compose.ts';

interface OperationsDeps {
  readonly isDraining: () => boolean;
  /** Lets through who shows the API token. */
  readonly demandToken: RequestHandler;
}

/** `/healthz`, `/readyz` and `/metrics`, for whoever keeps the server running. */
export function createOperationsRouter(
  anxin: Pick<Anxin, 'store' | 'knowledge' | 'metrics'>,
  { isDraining, demandToken }: OperationsDeps,
): Router {
  const { store, knowledge, metrics } = anxin;
  const router = Router();

  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });

  router.get('/readyz', async (_request, response) => {
    const health = await store.health();
    const isReady = health.isWritable && !isDraining();
    response.status(isReady ? 200 : 503).json({
      status: isReady ? 'ready' : isDraining() ? 'draining' : 'unavailable',
      store: health,
      knowledge: {
        revision: knowledge.current().revision.id,
        problems: knowledge.problems().filter((problem) => problem.severity === 'error').length,
      },
      memoryBytes: process.memoryUsage().rss,
    });
  });

  router.get(
    '/metrics',
    // Returned, so that Express hears of a refusal that comes later.
    (request, response, next) =>
      isOnThisMachine(request) ? next() : demandToken(request, response, next),
    async (_request, response) => {
      response.type(metrics.contentType).send(await metrics.text());
    },
  );

  return router;
}

/** Headers by which a proxy on this machine gives itself away: behind it every visitor looks local. */
const proxyHeaders = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'] as const;

function isOnThisMachine(request: Request): boolean {
  const peer = (request.socket.remoteAddress ?? '').replace('::ffff:', '');
  const isLocalPeer = peer === '::1' || peer.startsWith('127.');
  const isLocalName = /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/.test(request.get('host') ?? '');
  return isLocalPeer && isLocalName && proxyHeaders.every((name) => !request.get(name));
}
