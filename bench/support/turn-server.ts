// One of the three servers that bench/turn.ts compares: `node bench/support/turn-server.ts bot|echo|bare DATA_DIR [REDIS_URL]`.
// Prints its address when ready, ends on SIGTERM.
import express from 'express';
import { compose } from '../../bot/compose.ts';
import { readConfig } from '../../bot/config.ts';
import { createLogger } from '../../bot/logging.ts';
import { serve } from '../../bot/server.ts';
import type { DecideTurn } from '../../bot/turn/decide-turn.ts';

const [kind, dataDir, redisUrl = ''] = process.argv.slice(2);

/** Says back what it was told: what a turn costs on this channel and store without understanding anything. */
const echo: DecideTurn = async ({ state, entry }) => ({
  state,
  entries: [
    {
      kind: 'message',
      author: { role: 'bot', id: 'anxin' },
      body: { text: entry.body?.text ?? '' },
    },
  ],
  effects: [],
});

if (kind === 'bare') serveBare();
else await serveBot();

async function serveBot(): Promise<void> {
  const fixed = { PORT: '0', RATE_LIMITS: 'off', LOG_LEVEL: 'warn' };
  const env = { ...fixed, DATA_DIR: dataDir, REDIS_URL: redisUrl };
  const config = readConfig(env);
  const replaced = kind === 'echo' ? { decide: echo } : {};
  const server = await serve(await compose(config, createLogger(config.logLevel), replaced));
  process.once('SIGTERM', () => void server.drain().then(() => process.exit(0)));
  console.log(server.url);
}

function serveBare(): void {
  const app = express();
  app.post('/', express.json(), (request, response) => {
    response.json({ id: '1', text: request.body.text });
  });
  const server = app.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address) console.log(`http://127.0.0.1:${address.port}`);
  });
  process.once('SIGTERM', () => process.exit(0));
}
