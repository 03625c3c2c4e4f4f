import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openPhone } from '../support/chromium.ts';
import { noonClock } from '../support/noon-clock.ts';
import { requirePart } from '../support/require-part.ts';
import { type Cluster, startCluster } from '../support/start-cluster.ts';
import { createAgent, openChat, say, shownIds } from './chat-steps.ts';
import { caseCards, caseNumber, pickShirt, tap, wish } from './return-steps.ts';

/** A cluster starts, and nodes of it three times more, on a machine that may be busy. */
const severalStartsMs = 900_000;
const patienceMs = 200_000;

requirePart('chromium', (chromium) => {
  requirePart('redis', () => {
    describe('a return through npm run cluster', () => {
      let cluster: Cluster;
      beforeAll(async () => {
        cluster = await startCluster({ CLOCK_START: new Date(noonClock().now()).toISOString() });
      }, severalStartsMs);
      afterAll(() => cluster?.stop());

      test('ends with its case, once, though the node that serves the page is killed again and again', {
        timeout: severalStartsMs,
      }, async () => {
        const { page, complaints } = await openPhone(chromium);
        page.setDefaultTimeout(patienceMs);
        const killed: string[] = [];
        /** Does it, and has the node killed that serves the page at this moment. */
        const underKill = async (step: () => Promise<void>) => {
          const name = await servingNode(cluster);
          killed.push(name);
          await Promise.all([cluster.kill(name), step()]);
        };

        await openChat(page, cluster.url);
        await underKill(() => pickShirt(page));
        await underKill(async () => {
          await tap(page, '没用过');
          await page.locator('.fact-card.outcome').waitFor();
        });
        await underKill(async () => {
          await tap(page, '提交');
          await caseCards(page).waitFor();
        });
        const number = (await caseCards(page).innerText()).match(caseNumber)?.[0];
        await say(page, '到哪一步了');
        await caseCards(page).nth(1).waitFor();

        const shown = await shownIds(page);
        const conversationId = shown[0]?.split('|')[0] ?? '';
        expect(killed).toHaveLength(3);
        expect(number).toBeDefined();
        expect(await caseCards(page).nth(1).innerText()).toContain(number);
        expect(await page.locator('.row-shopper[data-id]').filter({ hasText: wish }).count()).toBe(
          1,
        );
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown).toEqual(await createAgent(cluster).loggedIds(conversationId));
        expect(await countCases(cluster)).toBe(1);
        expect(complaints).toEqual([]);
      });

      test('ends with all its programs on a signal', { timeout: severalStartsMs }, async () => {
        const redis = cluster.pidOf('redis');

        const code = await cluster.stop();

        const isGone = (url: string) =>
          fetch(url).then(
            () => false,
            () => true,
          );
        const places = [cluster, ...cluster.nodes].map(({ url }) => url);
        expect(code).toBe(0);
        expect(await Promise.all(places.map(isGone))).toEqual([true, true, true]);
        expect(() => process.kill(redis, 0)).toThrow(/ESRCH/);
      });
    });
  });
});

/** The one that has the page's stream, as soon as one has. */
function servingNode({ nodes, apiToken }: Cluster) {
  const headers = { authorization: `Bearer ${apiToken}` };
  const find = async () => {
    for (const { name, url } of nodes) {
      const metrics = await (await fetch(`${url}/metrics`, { headers })).text();
      if (/^anxin_sockets [1-9]/m.test(metrics)) return name;
    }
    return undefined;
  };
  return vi.waitUntil(find, { timeout: patienceMs, interval: 20 });
}

async function countCases({ url, apiToken }: Cluster): Promise<number> {
  const headers = { authorization: `Bearer ${apiToken}` };
  const { cases } = (await (await fetch(`${url}/api/cases`, { headers })).json()) as {
    readonly cases: readonly unknown[];
  };
  return cases.length;
}
