import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPhone } from '../support/chromium.ts';
import { requirePart } from '../support/require-part.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { composer, openChat, sentMessage } from './chat-steps.ts';

/** Presses Enter as an input method does; Playwright's own keyboard cannot say that it composes. */
function pressEnter(page: Page, press: { isComposing: boolean; keyCode: number }): Promise<void> {
  return composer(page).evaluate((box, init) => {
    const key = { key: 'Enter', bubbles: true, cancelable: true };
    box.dispatchEvent(new KeyboardEvent('keydown', { ...key, ...init }));
  }, press);
}

/** A picture drawn by the browser itself. */
function drawPicture(page: Page): Promise<Buffer> {
  return page.screenshot({ clip: { x: 0, y: 0, width: 64, height: 64 } });
}

requirePart('chromium', (chromium) => {
  describe('the composer', () => {
    let server: ServedHere;
    let page: Page;

    beforeAll(async () => {
      server = await serveHere();
    });
    afterAll(async () => {
      await server?.close();
    });
    beforeEach(async () => {
      ({ page } = await openPhone(chromium));
      await openChat(page, server.url);
    });

    test('Enter picks a word while pinyin is composed, whatever the browser says of it', async () => {
      await composer(page).fill('tuihuo');

      for (const press of [
        { isComposing: true, keyCode: 229 },
        { isComposing: false, keyCode: 229 }, // Safari, after the composition has ended
        { isComposing: true, keyCode: 13 },
      ]) {
        await pressEnter(page, press);
        expect(await page.locator('.row-shopper').count(), JSON.stringify(press)).toBe(0);
        expect(await composer(page).inputValue(), JSON.stringify(press)).toBe('tuihuo');
      }

      await pressEnter(page, { isComposing: false, keyCode: 13 });
      await sentMessage(page, 'tuihuo').waitFor();
      expect(await composer(page).inputValue()).toBe('');
    });

    test('Shift+Enter begins a line; the box grows to four lines and no further', async () => {
      const height = async () => (await composer(page).boundingBox())?.height ?? 0;
      const oneLine = await height();

      await composer(page).fill('一');
      for (const word of ['二', '三', '四']) {
        await composer(page).press('Shift+Enter');
        await composer(page).pressSequentially(word);
      }
      const fourLines = await height();
      await composer(page).fill('一\n二\n三\n四\n五\n六\n七');

      expect(fourLines - oneLine).toBeCloseTo(3 * 24, 0);
      expect((await height()) - fourLines).toBeLessThan(3);
      expect(await page.locator('.row-shopper').count()).toBe(0);
    });

    test('near its end the limit is told, and beyond it nothing is sent or cut off', async () => {
      await composer(page).fill('长'.repeat(3990));
      expect(await page.locator('.limits').innerText()).toBe('还可以输入 10 字');

      await composer(page).fill('长'.repeat(4003));
      await composer(page).press('Enter');

      expect(await page.locator('.limits').innerText()).toBe('超出 3 字，请分几次发送');
      expect(await page.locator('.row-shopper').count()).toBe(0);
      expect(await composer(page).inputValue()).toHaveLength(4003);
    });

    test('what is being written survives a reload', async () => {
      await composer(page).fill('还没写完的');

      await page.reload();

      await expect.poll(() => composer(page).inputValue()).toBe('还没写完的');
    });

    test('a picture and a file are chosen, one is taken back, and the rest arrives', async () => {
      const picture = await drawPicture(page);
      await page.setInputFiles('input[type=file]', [
        { name: '破损的外箱.png', mimeType: 'image/png', buffer: picture },
        { name: '发票.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') },
      ]);
      await page.locator('.tray canvas:visible').waitFor();
      await page.getByRole('button', { name: '移除 发票.pdf' }).click();
      expect(await page.locator('.tray li').count()).toBe(1);

      await page.getByRole('button', { name: '发送', exact: true }).click();

      const shown = page.locator('.row-shopper[data-id] img');
      await shown.waitFor();
      expect(await shown.getAttribute('alt')).toBe('图片 破损的外箱.png');
      await expect
        .poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth))
        .toBe(64);
      expect(await page.locator('.tray').count()).toBe(0);
    });

    test('an upload that failed twice keeps its file for the shopper’s own try', async () => {
      let failures = 0;
      await page.route(/\/upload/, async (route) => {
        await route.abort();
        failures += 1;
      });
      await page.setInputFiles('input[type=file]', {
        name: '吊牌.png',
        mimeType: 'image/png',
        buffer: await drawPicture(page),
      });
      await page.getByRole('button', { name: '发送', exact: true }).click();
      await expect.poll(() => failures).toBe(2);
      await page.unroute(/\/upload/);

      await page.getByRole('button', { name: '重试' }).click();

      await page.locator('.row-shopper[data-id] img').waitFor();
      expect(await page.locator('.row-shopper').count()).toBe(1);
    });

    test('files that cannot be sent are refused before they are chosen', async () => {
      await page.setInputFiles('input[type=file]', {
        name: '程序.exe',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from('MZ'),
      });

      expect(await page.getByRole('alert').innerText()).toContain('「程序.exe」发不了');
      expect(await page.locator('.tray').count()).toBe(0);
    });

    test('a pasted picture is chosen, not typed', async () => {
      await composer(page).evaluate((box) => {
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File(['x'], '截图.png', { type: 'image/png' }));
        box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
      });

      expect(await page.locator('.tray').innerText()).toContain('截图.png');
      expect(await composer(page).inputValue()).toBe('');
    });

    test('text is shown as text, whatever it looks like', async () => {
      const hostile = '<img src=x onerror="document.title=1"> <b>粗</b> javascript:alert(1)';

      await composer(page).fill(hostile);
      await composer(page).press('Enter');

      await sentMessage(page, '粗').waitFor();
      expect(await sentMessage(page, '粗').locator('.bubble').innerText()).toBe(hostile);
      expect(await page.locator('.log img, .log b, .log a').count()).toBe(await aboutMarkup(page));
    });
  });
});

/** The shop's promises stand in the log with headings and a link of their own. */
function aboutMarkup(page: Page): Promise<number> {
  return page.locator('.log-about :is(img, b, a)').count();
}
