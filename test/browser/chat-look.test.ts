import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPhone } from '../support/chromium.ts';
import { requirePart } from '../support/require-part.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import {
  askForClause,
  askForPerson,
  createAgent,
  openChat,
  say,
  unknownQuestion,
} from './chat-steps.ts';
import { dark, findingsIn, light, seriousFindings, smallTargets, unfold } from './page-checks.ts';

const mostGzipBytes = 40 * 1024;

function brightness(page: Page, selector: string): Promise<number> {
  return page
    .locator(selector)
    .evaluate((element) =>
      Math.max(...(getComputedStyle(element).backgroundColor.match(/\d+/g) ?? []).map(Number)),
    );
}

requirePart('chromium', (chromium) => {
  let server: ServedHere;

  beforeAll(async () => {
    server = await serveHere();
  });
  afterAll(async () => {
    await server?.close();
  });

  test('the shopper’s page is sound for axe, big enough for thumbs, and asks nobody else, in every state and both colours', async () => {
    const { context, page, requested, complaints } = await openPhone(chromium);
    await openChat(page, server.url);
    const agent = createAgent(server);
    const findings: string[] = [];
    const look = async (state: string) => {
      const found = await findingsIn(page, [light, dark], async () => [
        ...(await seriousFindings(page)),
        ...(await smallTargets(page)),
      ]);
      findings.push(...found.map((finding) => `${state}: ${finding}`));
    };

    await look('empty');
    await askForClause(page);
    await unfold(page.locator('.citation[aria-expanded]').last());
    await page.locator('.clause dl').waitFor();
    await look('clause');
    await say(page, unknownQuestion);
    await page.locator('.choice:enabled').first().waitFor();
    await look('choices');
    await context.setOffline(true);
    await say(page, '断网了');
    await page.locator('.row-unsent').waitFor();
    await look('offline');
    await context.setOffline(false);
    await page.locator('.row-unsent').waitFor({ state: 'detached' });
    await askForPerson(page);
    await page.setInputFiles('input[type=file]', {
      name: '照片.png',
      mimeType: 'image/png',
      buffer: Buffer.from('x'),
    });
    await look('queue');
    const claim = await agent.claimNext();
    await claim.reply('您好，请问有什么可以帮您？');
    await page.locator('.row-agent').waitFor();
    await look('agent');
    await claim.close();

    expect(findings).toEqual([]);
    expect(complaints).toEqual([]);
    const hosts = new Set(requested.map((address) => new URL(address).host));
    expect([...hosts]).toEqual([new URL(server.url).host]);
  });

  describe.each(['light', 'dark'] as const)('the shopper’s page in %s', (scheme) => {
    let page: Page;

    beforeEach(async () => {
      ({ page } = await openPhone(chromium, scheme));
      await openChat(page, server.url);
    });

    test('follows the colours the system asks for, and is used by keyboard alone, in the order of the eyes', async () => {
      const isDark = (await brightness(page, 'body')) < 60;
      const picture = await page.screenshot();
      const focused = () =>
        page.evaluate(() => {
          const { activeElement } = document;
          return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent;
        });
      const order: (string | null | undefined)[] = [];

      for (let step = 0; step < 5; step += 1) {
        await page.keyboard.press('Tab');
        order.push(await focused());
      }
      const outline = await page.evaluate(
        () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
      );
      await page.locator('.skip').focus();
      await page.keyboard.press('Enter');

      expect(isDark).toBe(scheme === 'dark');
      expect(picture.length).toBeGreaterThan(10_000);
      expect(order).toEqual(['跳到输入框', '转人工', '对话记录', '先自己查规则', '退货期限']);
      expect(outline).toBe('solid');
      expect(await focused()).toBe('输入您的问题');
    });
  });

  test('weighs at most 40 KB on the wire', async () => {
    const folder = join(import.meta.dirname, '../../dist/web/chat');
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = names.filter((name) => name.isFile());

    const sizes = await Promise.all(
      files.map(async ({ parentPath, name }) => gzipSync(await readFile(join(parentPath, name)))),
    );

    const bytes = sizes.reduce((sum, { length }) => sum + length, 0);
    expect(files.map(({ name }) => name)).toContain('index.html');
    expect(bytes).toBeLessThanOrEqual(mostGzipBytes);
  });
});
