import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPhone } from '../support/chromium.ts';
import { requirePart } from '../support/require-part.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { startServer } from '../support/start-server.ts';
import { openChat, say, sentMessage, shownIds } from './chat-steps.ts';

const posts = /\/conversations\/[^/]+\/activities$/;
const unsent = (page: Page) => page.locator('.row-unsent');

/** The keys of all messages the page posts from now on. */
function watchKeys(page: Page): readonly string[] {
  const keys: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'POST' || !posts.test(request.url())) return;
    keys.push(request.postDataJSON().channelData.clientActivityID);
  });
  return keys;
}

requirePart('chromium', (chromium) => {
  describe('the shopper’s page on a bad network', () => {
    let server: ServedHere;
    let context: BrowserContext;
    let page: Page;

    beforeAll(async () => {
      server = await serveHere();
    });
    afterAll(async () => {
      await server?.close();
    });
    beforeEach(async () => {
      ({ context, page } = await openPhone(chromium));
    });

    test('an unsent message is tried once more by itself, under the same key', async () => {
      await openChat(page, server.url);
      const keys = watchKeys(page);
      await context.setOffline(true);
      await say(page, '断网时说的话');
      await unsent(page).filter({ hasText: '断网时说的话' }).waitFor();
      expect(await unsent(page).innerText()).toMatch(/未发送\s*重试/);

      await context.setOffline(false);

      await sentMessage(page, '断网时说的话').waitFor();
      expect(await unsent(page).count()).toBe(0);
      expect(await sentMessage(page, '断网时说的话').count()).toBe(1);
      expect(keys).toHaveLength(2);
      expect(new Set(keys).size).toBe(1);
    });

    test('messages written without network arrive in their order', async () => {
      await openChat(page, server.url);
      await context.setOffline(true);
      const words = ['第一句', '第二句', '第三句'];
      for (const word of words) await say(page, word);
      await expect.poll(() => unsent(page).count()).toBe(3);

      await context.setOffline(false);

      for (const word of words) await sentMessage(page, word).waitFor();
      const shown = await page.locator('.row-shopper[data-id] .bubble').allInnerTexts();
      expect(shown).toEqual(words);
    });

    test('after the second failure the shopper decides', async () => {
      await openChat(page, server.url);
      const keys = watchKeys(page);
      await page.route(posts, (route) => route.abort());
      await say(page, '两次都没发出去');
      await expect.poll(() => keys.length).toBe(2);
      await unsent(page).waitFor();
      await page.unroute(posts);
      await context.setOffline(true);
      await context.setOffline(false);
      await page.locator('.banner-offline').waitFor({ state: 'detached' });

      await page.getByRole('button', { name: '重试' }).click();

      await sentMessage(page, '两次都没发出去').waitFor();
      expect(keys).toHaveLength(3);
      expect(new Set(keys).size).toBe(1);
    });

    test('a message refused for good says why and does not hold up the next one', async () => {
      await openChat(page, server.url);
      const refusal = { title: '请求的内容有误，请检查后再试。', status: 400 };
      await page.route(posts, (route) => route.fulfill({ status: 400, json: refusal }));
      await say(page, '被拒绝的话');
      await unsent(page).waitFor();
      await page.unroute(posts);

      await say(page, '后面的话');

      await sentMessage(page, '后面的话').waitFor();
      expect(await unsent(page).innerText()).toContain(refusal.title);
      await page.getByRole('button', { name: '删除' }).click();
      expect(await unsent(page).count()).toBe(0);
    });

    test('an unsent message outlives a reload, and so does its key', async () => {
      await openChat(page, server.url);
      const keys = watchKeys(page);
      await page.route(posts, (route) => route.abort());
      await say(page, '刷新前没发出去');
      await expect.poll(() => keys.length).toBe(2);
      await unsent(page).waitFor();
      await page.unroute(posts);

      await page.reload();
      await page.getByRole('button', { name: '重试' }).click();

      await sentMessage(page, '刷新前没发出去').waitFor();
      expect(keys).toHaveLength(3);
      expect(new Set(keys).size).toBe(1);
    });

    test('a message whose acknowledgement was lost in a reload is not doubled', async () => {
      await openChat(page, server.url);
      let reachedServer = () => {};
      const isReceived = new Promise<void>((resolve) => {
        reachedServer = resolve;
      });
      await page.route(posts, async (route) => {
        await route.fetch();
        reachedServer(); // and the answer never comes back
      });
      await say(page, '回执丢了');
      await isReceived;
      await page.unroute(posts);

      await page.reload();

      await page.locator('.row-bot[data-id]').nth(1).waitFor();
      await expect.poll(() => page.locator('.row-shopper:not([data-id])').count()).toBe(0);
      expect(await sentMessage(page, '回执丢了').count()).toBe(1);
    });

    test('a refused token is replaced and the message goes out once', async () => {
      await openChat(page, server.url);
      const keys = watchKeys(page);
      await page.route(posts, (route) => route.fulfill({ status: 403, json: {} }), { times: 1 });

      await say(page, '凭证过期时说的话');

      await sentMessage(page, '凭证过期时说的话').waitFor();
      expect(await sentMessage(page, '凭证过期时说的话').count()).toBe(1);
      expect(new Set(keys).size).toBe(1);
      expect(await page.locator('.row-bot[data-id]').count()).toBeGreaterThan(0);
    });

    test('where WebSockets do not open it polls', async () => {
      await context.addInitScript(() => {
        class BlockedSocket extends EventTarget {
          onclose: (() => void) | null = null;
          constructor() {
            super();
            setTimeout(() => this.onclose?.(), 0);
          }
          close() {}
        }
        Object.assign(globalThis, { WebSocket: BlockedSocket });
      });
      await openChat(page, server.url);

      await say(page, '没有长连接的时候');

      await sentMessage(page, '没有长连接的时候').waitFor();
      await page.locator('.row-bot[data-id]').nth(1).waitFor();
      expect(await page.locator('.banner').count()).toBe(0);
    });

    test('a stream that went silent is found out by the missing echo', async () => {
      await context.addInitScript(() => {
        const Real = WebSocket;
        let isFirst = true;
        class SilentFirstSocket extends Real {
          constructor(url: string) {
            super(url);
            if (!isFirst) return;
            isFirst = false;
            let frames = 0;
            // Lets the greeting through, then swallows everything, as a dead middlebox does.
            this.addEventListener('message', (event) => {
              frames += 1;
              if (frames > 1) event.stopImmediatePropagation();
            });
          }
        }
        Object.assign(globalThis, { WebSocket: SilentFirstSocket });
      });
      await openChat(page, server.url);

      await say(page, '听得到吗');

      await sentMessage(page, '听得到吗').waitFor();
      expect(await sentMessage(page, '听得到吗').count()).toBe(1);
    });
  });

  describe('the shopper’s page when the server dies', () => {
    let dataDir: string;

    beforeAll(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'anxin-browser-'));
    });
    afterAll(async () => {
      await rm(dataDir, { recursive: true, force: true });
    });

    test('one that comes back is resumed, and nothing is lost or doubled; with one that has forgotten it begins anew', async () => {
      const { page } = await openPhone(chromium);
      const first = await startServer({ dataDir });
      const { port, directLineSecret } = first;
      await openChat(page, first.url);
      await say(page, '服务器停下之前');
      await sentMessage(page, '服务器停下之前').waitFor();
      await page.locator('.row-bot[data-id]').nth(1).waitFor();
      const before = await shownIds(page);
      await first.kill();
      await say(page, '服务器不在的时候');
      await unsent(page).waitFor();

      const second = await startServer({ dataDir, port });

      await sentMessage(page, '服务器不在的时候').waitFor();
      await page.locator('.row-bot[data-id]').nth(2).waitFor();
      const after = await shownIds(page);
      expect(after.slice(0, before.length)).toEqual(before);
      expect(after).toHaveLength(before.length + 2);
      expect(new Set(after).size).toBe(after.length);
      await second.stop();

      // The token still holds; of the conversation it knows nothing.
      const third = await startServer({ port, env: { DIRECTLINE_SECRET: directLineSecret } });

      await sentMessage(page, '服务器停下之前').waitFor({ state: 'detached' });
      await page.locator('.row-bot[data-id]').first().waitFor();
      await say(page, '新的会话');
      await sentMessage(page, '新的会话').waitFor();
      await third.stop();
    });
  });
});
