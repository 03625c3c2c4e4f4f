import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { checkConversation, keepSending } from '../support/keep-sending.ts';
import { freePort, type StartedServer, startServer } from '../support/start-server.ts';
import { openShopper } from '../support/test-shopper.ts';

const kills = 25;
const shoppers = 8;
/** Kept below what a turn takes on average, so that kills meet every stage of a turn. */
const longestPauseMs = 400;

test(`${kills} kills under load lose, double and disorder nothing`, async () => {
  const port = await freePort();
  let server: StartedServer = await startServer({ port, env: { LOG_LEVEL: 'warn' } });
  const { dataDir, url } = server;
  const open = await Promise.all(Array.from({ length: shoppers }, () => openShopper(url)));
  const senders = open.map(keepSending);

  for (let kill = 0; kill < kills; kill++) {
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * longestPauseMs));
    await server.kill();
    server = await startServer({ port, dataDir, env: { LOG_LEVEL: 'warn' } });
  }
  await Promise.all(senders.map((sender) => sender.stop()));

  for (const sender of senders) await checkConversation(sender);
  const sent = senders.reduce((sum, sender) => sum + sender.acknowledged.size, 0);
  console.log(`${kills} kills, ${shoppers} shoppers, ${sent} acknowledged messages`);
  expect(sent).toBeGreaterThan(kills * shoppers);
  for (const { shopper } of senders) shopper.close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});
