import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openDesktop, openPhone } from '../support/chromium.ts';
import { noonClock } from '../support/noon-clock.ts';
import { startOrderServer, wireOrder } from '../support/order-server.ts';
import { jpegWith } from '../support/pictures.ts';
import { requirePart } from '../support/require-part.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { merchantSecret, signShopper } from '../support/sign-shopper.ts';
import { startServer } from '../support/start-server.ts';
import { askForPerson, openChat, say } from './chat-steps.ts';
import { claimNext, openDesk, replyBox } from './desk-steps.ts';
import { unfold } from './page-checks.ts';
import { caseCards, caseNumber, pickShirt, tap } from './return-steps.ts';

/** Servers begin at noon, so that the day before yesterday stays it. */
const noon = noonClock().now();

requirePart('chromium', (chromium) => {
  describe('a return in the pages', () => {
    let server: ServedHere;
    let shopper: Page;
    let complaints: readonly string[];

    beforeAll(async () => {
      server = await serveHere({ clock: noonClock() });
    });
    afterAll(async () => {
      await server?.close();
    });
    beforeEach(async () => {
      ({ page: shopper, complaints } = await openPhone(chromium));
      await openChat(shopper, server.url);
    });

    test('goes from the first sentence over the order and the clause to a case and its status', async () => {
      await pickShirt(shopper);
      await tap(shopper, '没用过');
      const decision = shopper.locator('.fact-card.outcome');
      await decision.waitFor();
      const conclusion = await decision.innerText();
      await unfold(shopper.locator('.citation').first());
      await shopper.locator('.clause:visible dl').first().waitFor();
      const clause = await shopper.locator('.clause:visible').first().innerText();
      await tap(shopper, '提交');
      const opened = caseCards(shopper).first();
      await opened.waitFor();
      const number = (await opened.innerText()).match(caseNumber)?.[0];

      await say(shopper, '到哪一步了');
      await caseCards(shopper).nth(1).waitFor();

      expect(conclusion).toContain('可以退货');
      expect(clause).toContain('来源');
      expect(number).toBeDefined();
      expect(await caseCards(shopper).nth(1).innerText()).toContain(number);
      expect(complaints).toEqual([]);
    });

    test('an agent takes it in its middle and gives it back, and the form goes on to its case', async () => {
      await pickShirt(shopper);
      await askForPerson(shopper);
      const desk = await openDesktop(chromium);
      await openDesk(desk.page, server);
      await claimNext(desk.page);
      await desk.page.locator('.slots').getByText('棉麻长袖衬衫').first().waitFor();

      await desk.page.locator('.suggestion-take').first().click();
      await replyBox(desk.page).press('End');
      await desk.page.keyboard.type('请您放心。');
      await desk.page.keyboard.press('Enter');
      await shopper.locator('.row-agent').filter({ hasText: '请您放心。' }).waitFor();
      await desk.page.getByRole('button', { name: '交还机器人' }).click();
      await desk.page.getByRole('button', { name: '交还', exact: true }).click();
      await shopper.getByText('人工服务已结束').waitFor();
      await tap(shopper, '没用过');
      await tap(shopper, '提交');

      const opened = caseCards(shopper);
      await opened.waitFor();
      expect(await opened.innerText()).toMatch(caseNumber);
      expect([...complaints, ...desk.complaints]).toEqual([]);
    });
  });
});

const kettle = '温控电水壶';

requirePart('chromium', (chromium) => {
  describe('a return with the shop’s own order system', () => {
    test('a signed shopper sends back a faulty kettle, with a photo, and the request arrives once', async () => {
      const orders = await startOrderServer([kettleOrder('100200300501', 'm-1001')]);
      orders.put(kettleOrder('100200300502', 'm-2002'));
      const env = {
        CLOCK_START: new Date(noon).toISOString(),
        ORDERS_URL: orders.url,
        ORDERS_TOKEN: orders.token,
        SHOPPER_JWT_SECRET: merchantSecret,
      };
      const server = await startServer({ env });
      onTestFinished(async () => {
        await server.stop();
        await orders.close();
      });
      const { page, complaints } = await openPhone(chromium);
      const shopperToken = await signShopper('m-1001', noon);

      await openChat(page, `${server.url}/#shopperToken=${shopperToken}`);
      const address = page.url();
      await say(page, '电水壶不加热，我要退货');
      await page.locator('button.order').first().waitFor();
      const offered = await page.locator('button.order').allInnerTexts();
      await page.locator('button.order').first().tap();
      await page.locator('.photo-picker').waitFor({ state: 'attached' });
      await page.setInputFiles('.photo-picker', {
        name: '水壶.jpg',
        mimeType: 'image/jpeg',
        buffer: jpegWith(),
      });
      await page.getByRole('button', { name: /^发送 .* 张$/ }).tap();
      await page.locator('.fact-card.outcome').waitFor();
      await tap(page, '提交');
      const opened = caseCards(page).first();
      await opened.waitFor();
      const number = (await opened.innerText()).match(caseNumber)?.[0];

      await expect.poll(() => orders.deliveries.length).toBe(1);
      const [request] = orders.deliveries;
      expect(address).not.toContain('shopperToken');
      expect(offered).toHaveLength(1);
      expect(offered[0]).toContain('100200300501');
      expect(request?.body).toMatchObject({
        caseId: number,
        kind: 'return_goods',
        orderId: '100200300501',
        itemIds: ['kettle'],
      });
      expect(orders.serviceOf(request?.key ?? '')).toBe('service-1');
      expect(complaints).toEqual([]);
    });
  });
});

/** Bought from the shop itself and received two days ago. */
function kettleOrder(orderId: string, shopperId: string) {
  const daysAgo = (days: number) => new Date(noon - days * 86_400_000).toISOString();
  return wireOrder({
    orderId,
    shopperId,
    placedAt: daysAgo(5),
    seller: { id: 'own', name: '自营', type: 'self' },
    items: [{ itemId: 'kettle', title: kettle, category: 'appliance', quantity: 1 }],
    shipments: [{ trackingNo: 'YQ1', carrier: '云雀速递', status: '已签收', signedAt: daysAgo(2) }],
  });
}
