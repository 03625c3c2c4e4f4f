import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BreakableLine, openLine } from '../support/breakable-line.ts';
import { openPhone } from '../support/chromium.ts';
import { pngWith } from '../support/pictures.ts';
import { requirePart } from '../support/require-part.ts';
import { scriptedBot } from '../support/scripted-bot.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { cardScript, cue, echoes } from './card-steps.ts';
import { openChat } from './chat-steps.ts';

const pictureBytes = 400_000;
const slowBytesPerSecond = 200_000;

/** A picture that takes two seconds on the slow line. */
const picture = (name: string) => ({
  name,
  mimeType: 'image/png',
  buffer: pngWith([['tEXt', Buffer.alloc(pictureBytes)]]),
});

const choose = (page: Page, ...names: readonly string[]) =>
  page.setInputFiles('.photo-picker', names.map(picture));
const send = (page: Page) => page.getByRole('button', { name: /^发送 \d 张$/ });
const bars = (page: Page) => page.locator('progress');

/** How much of each file has left, as the page shows it. */
const shownProgress = (page: Page) =>
  bars(page).evaluateAll((all) => all.map((bar) => (bar as HTMLProgressElement).value));

/** What is stopped on such a line is still under way when a busy machine comes to stop it. */
const crawlingBytesPerSecond = 20_000;

/** Lets bytes leave slowly, as from a phone in a lift. */
async function slowDown(
  context: BrowserContext,
  page: Page,
  bytesPerSecond = slowBytesPerSecond,
): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond,
  });
}

requirePart('chromium', (chromium) => {
  describe('photos that the bot asks for', () => {
    let server: ServedHere;
    let line: BreakableLine;
    let context: BrowserContext;
    let page: Page;

    beforeAll(async () => {
      const script = cardScript(() => server.anxin.knowledge.current().revision);
      server = await serveHere({ decide: scriptedBot(script) });
      line = await openLine(server.url);
    });
    afterAll(async () => {
      await line?.close();
      await server?.close();
    });
    beforeEach(async () => {
      ({ context, page } = await openPhone(chromium));
      await openChat(page, line.url);
      await cue(page, '照片');
    });

    test('are looked at, taken back one by one, and sent together', async () => {
      await choose(page, '外箱.png', '吊牌.png');
      await page.locator('.ask canvas:visible').nth(1).waitFor();
      await page.getByRole('button', { name: '移除 外箱.png' }).tap();
      await choose(page, '破损.png');

      await send(page).tap();

      await echoes(page).waitFor();
      expect(await echoes(page).innerText()).toContain('文件 2 个');
      const names = await page
        .locator('.row-shopper[data-id] img')
        .evaluateAll((images) => images.map((image) => image.getAttribute('alt')));
      expect(names).toEqual(['图片 吊牌.png', '图片 破损.png']);
      expect(await page.locator('.ask').innerText()).toBe('');
    });

    test('too many, or no pictures, are refused before they are sent', async () => {
      await choose(page, '1.png', '2.png', '3.png', '4.png');
      expect(await page.locator('.problem').innerText()).toBe('最多发送 3 张图片。');
      expect(await page.locator('.ask .tray li').count()).toBe(3);
      expect(await page.getByRole('button', { name: '再加一张' }).count()).toBe(0);

      await page.getByRole('button', { name: '移除 3.png' }).tap();
      await page.setInputFiles('.photo-picker', {
        name: '发票.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
      });

      expect(await page.locator('.problem').innerText()).toContain('「发票.pdf」发不了');
      expect(await send(page).innerText()).toBe('发送 2 张');
    });

    test('each has its own bar, and they fill one after the other', async () => {
      await slowDown(context, page);
      await choose(page, '外箱.png', '吊牌.png');
      await send(page).tap();

      const first = bars(page).first();
      await expect
        .poll(() => first.evaluate((bar: HTMLProgressElement) => bar.value))
        .toBeGreaterThan(0.1);
      const [firstPart = 0, secondPart = 1] = await shownProgress(page);
      expect(secondPart).toBeLessThanOrEqual(firstPart);
      expect(await page.getByRole('progressbar', { name: '吊牌.png 的上传进度' }).count()).toBe(1);

      await echoes(page).waitFor();
      expect(await echoes(page).innerText()).toContain('文件 2 个');
      expect(await bars(page).count()).toBe(0);
    });

    test('an upload is cancelled in its middle: nothing arrives, and the pictures are still chosen', async () => {
      await slowDown(context, page, crawlingBytesPerSecond);
      await choose(page, '外箱.png', '吊牌.png');
      const broken = page.waitForEvent('requestfailed', (request) =>
        request.url().includes('/upload'),
      );
      await send(page).tap();
      await expect.poll(async () => (await shownProgress(page))[0]).toBeGreaterThan(0.1);

      await page.getByRole('button', { name: '取消发送' }).tap();

      await broken;
      expect(await page.locator('.row-sending, .row-unsent').count()).toBe(0);
      expect(await send(page).innerText()).toBe('发送 2 张');
      await cue(page, '不传了');
      expect(await page.locator('.row-shopper[data-id] img').count()).toBe(0);
    });

    test('when the network goes in the middle they are sent again by themselves, once', async () => {
      const uploads: string[] = [];
      page.on('request', (request) => {
        if (request.url().includes('/upload')) uploads.push(request.method());
      });
      await slowDown(context, page);
      await choose(page, '外箱.png');
      await send(page).tap();
      await expect.poll(async () => (await shownProgress(page))[0]).toBeGreaterThan(0.1);
      line.cut();
      await page.locator('.row-unsent').waitFor();

      line.mend();

      await echoes(page).waitFor();
      expect(uploads).toEqual(['POST', 'POST']);
      expect(await page.locator('.row-shopper[data-id] img').count()).toBe(1);
    });

    test('what the server refuses says why, and can be tried again or deleted', async () => {
      await page.setInputFiles('.photo-picker', {
        name: '坏图.png',
        mimeType: 'image/png',
        buffer: Buffer.from('no picture at all'),
      });
      await send(page).tap();

      await page.locator('.row-unsent').waitFor();
      expect(await page.locator('.unsent').innerText()).toMatch(/未发送：.*(图片|文件)/);
      await page.getByRole('button', { name: '重试' }).waitFor();
      await page.getByRole('button', { name: '删除' }).tap();

      expect(await page.locator('.row-unsent').count()).toBe(0);
      expect(await send(page).count()).toBe(1);
    });
  });
});
