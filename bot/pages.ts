import { fileURLToPath } from 'node:url';
import compression from 'compression';
import express, { Router } from 'express';

const chatPage = fileURLToPath(new URL('../dist/web/chat', import.meta.url));

/** The built pages. Assets carry a hash in their names and never change; the page itself is asked for anew. */
export function servePages(): Router {
  const router = Router();
  // Pages hold nothing secret, so their compressed size tells nobody anything.
  router.use(compression());
  const pages = express.static(chatPage, {
    setHeaders(response, path) {
      const isHashed = path.includes('/assets/');
      response.setHeader(
        'Cache-Control',
        isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  router.use(pages);
  return router;
}
