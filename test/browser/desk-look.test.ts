import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDesktop, openPhone } from '../support/chromium.ts';
import { requirePart } from '../support/require-part.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { askForClause, askForPerson, openChat, say } from './chat-steps.ts';
import { claimNext, logged, openDesk, replyBox } from './desk-steps.ts';
import { dark, findingsIn, light, seriousFindings, smallTargets, unfold } from './page-checks.ts';

const mostGzipBytes = 180 * 1024;

requirePart('chromium', (chromium) => {
  describe('the agents’ desk', () => {
    let server: ServedHere;
    let shopper: Page;

    beforeAll(async () => {
      server = await serveHere();
    });
    afterAll(async () => {
      await server?.close();
    });
    beforeEach(async () => {
      ({ page: shopper } = await openPhone(chromium));
      await openChat(shopper, server.url);
      await askForClause(shopper);
      await askForPerson(shopper);
    });

    test('is sound for axe and asks nobody else, in every state and both colours', async () => {
      const { context, page, requested, complaints } = await openDesktop(chromium);
      const findings: string[] = [];
      const look = async (state: string) => {
        const found = await findingsIn(page, [light, dark], () => seriousFindings(page));
        findings.push(...found.map((finding) => `${state}: ${finding}`));
      };

      await page.goto(`${server.url}/desk`);
      await page.getByLabel('姓名').waitFor();
      await look('sign-in');
      await openDesk(page, server, '看外观的客服');
      await page.locator('.waiting-row').waitFor();
      await look('queue');
      await claimNext(page);
      await say(shopper, '收到货几天内可以退？');
      await page.locator('.suggestion').first().waitFor();
      await unfold(page.locator('.log .citation').first());
      await page.locator('.log .clause dl').waitFor();
      await look('conversation');
      await page.getByRole('button', { name: '快捷键' }).click();
      await page.getByRole('dialog').waitFor();
      await look('keys');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Alt+e');
      await page.getByRole('dialog').waitFor();
      await look('question');
      await page.keyboard.press('Escape');
      await context.setOffline(true);
      await replyBox(page).fill('断网了');
      await replyBox(page).press('Enter');
      await page.getByText('还没有发出，正在自动重试').waitFor();
      await look('offline');
      await context.setOffline(false);
      await logged(page, 'agent', '断网了').waitFor();

      expect(findings).toEqual([]);
      expect(complaints).toEqual([]);
      const hosts = new Set(requested.map((address) => new URL(address).host));
      expect([...hosts]).toEqual([new URL(server.url).host]);
    });

    test('is one column with tabs on a phone, big enough for thumbs and no wider than the screen', async () => {
      const { page } = await openPhone(chromium);
      const findings: string[] = [];
      const look = async (state: string) => {
        const isTooWide = await page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        );
        const found = [
          ...(await seriousFindings(page)),
          ...(await smallTargets(page)),
          ...(isTooWide ? ['wider than the screen'] : []),
        ];
        findings.push(...found.map((finding) => `${state}: ${finding}`));
      };

      await openDesk(page, server, '用手机的客服');
      await page.locator('.waiting-row').waitFor();
      await look('lists');
      await claimNext(page);
      await say(shopper, '收到货几天内可以退？');
      await page.locator('.suggestion').first().waitFor();
      await look('conversation');
      await page.getByRole('button', { name: '小结' }).click();
      await page.getByRole('complementary').waitFor();
      await look('summary');
      await page.getByRole('button', { name: '列表' }).click();
      await page.getByRole('region', { name: '我的会话' }).waitFor();
      const isTalkHidden = await replyBox(page).isHidden();

      expect(findings).toEqual([]);
      expect(isTalkHidden).toBe(true);
    });

    test('a switch between conversations that were open before is shown while the server says nothing', async () => {
      const { page: second } = await openPhone(chromium);
      await openChat(second, server.url);
      await askForPerson(second);
      const { page } = await openDesktop(chromium);
      await openDesk(page, server, '来回切换的客服');
      await claimNext(page);
      await page.keyboard.press('Alt+n');
      await page.locator('.list-mine .place-row').nth(1).waitFor();
      await switchByKey(page);
      await switchByKey(page);

      await page.route('**/api/**', () => {
        // Never answered.
      });

      await switchByKey(page);
      await switchByKey(page);
    });
  });

  test('weighs at most 180 KB on the wire', async () => {
    const folder = join(import.meta.dirname, '../../dist/web/desk');
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

/** Goes to the conversation that is not open, and waits until its log stands under its name. */
async function switchByKey(page: Page): Promise<void> {
  const other = page.locator('.list-mine .place-row:not([aria-current=true]) .row-name');
  const name = await other.innerText();
  await page.keyboard.press('Alt+j');
  await page.locator('.talk-head h2', { hasText: name }).waitFor();
  await page.locator('.log-row').first().waitFor();
}
