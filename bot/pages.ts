import { fileURLToPath } from 'node:url';
import compression from 'compression';
import express, { type RequestHandler, Router } from 'express';

/** The built pages: the shopper's at `/`, the rules at `/rules`, the agents' at `/desk`. */
export function servePages(): Router {
  const router = Router();
  // Pages hold nothing secret, so their compressed size tells nobody anything.
  router.use(compression());
  router.use('/desk', builtPage('desk'));
  router.use('/rules', builtPage('rules'));
  router.use(builtPage('chat'));
  return router;
}

/** Assets carry a hash in their names and never change; the page itself is asked for anew. */
function builtPage(name: 'chat' | 'desk' | 'rules'): RequestHandler {
  return express.static(fileURLToPath(new URL(`../dist/web/${name}`, import.meta.url)), {
    setHeaders(response, path) {
      const isHashed = path.includes('/assets/');
      response.setHeader(
        'Cache-Control',
        isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
}
