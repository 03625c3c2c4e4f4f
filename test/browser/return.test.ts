import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openChromium, openDesktop, openPhone } from '../support/chromium.ts';
import { requirePart } from '../support/require-part.ts';
import { type StartedServer, startServer } from '../support/start-server.ts';
import { askForPerson, openChat, say } from './chat-steps.ts';
import { claimNext, openDesk, replyBox } from './desk-steps.ts';

const wish = '我前天收到的衣服不合适想退';
/** The demonstration's order of a shirt that arrived two days ago. */
const shirtOrder = '300100000102';
const caseNumber = /AX-[0-9A-Z-]+/;

requirePart('chromium', (chromium) => {
  describe('a return in the pages', () => {
    let server: StartedServer;
    let browser: Browser;
    let context: BrowserContext;
    let shopper: Page;
    let complaints: readonly string[];

    beforeAll(async () => {
      [server, browser] = await Promise.all([startServer(), openChromium(chromium)]);
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
    });
    beforeEach(async () => {
      ({ context, page: shopper, complaints } = await openPhone(browser));
      await openChat(shopper, server.url);
    });
    afterEach(() => context?.close());

    test('goes from the first sentence over the order and the clause to a case and its status', async () => {
      await pickShirt(shopper);
      await tap(shopper, '没用过');
      const decision = shopper.locator('.fact-card.outcome');
      await decision.waitFor();
      const conclusion = await decision.innerText();
      await shopper.locator('.citation').first().tap();
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
      const desk = await openDesktop(browser);
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
      await desk.context.close();
    });
  });
});

const caseCards = (page: Page) => page.locator('section[aria-label^="售后单"]');

/** Says the wish and picks the shirt of two days ago among the orders. */
async function pickShirt(page: Page): Promise<void> {
  await say(page, wish);
  await page.locator('button.order').filter({ hasText: shirtOrder }).tap();
  await page.locator('.choice:enabled').filter({ hasText: '没用过' }).waitFor();
}

async function tap(page: Page, label: string): Promise<void> {
  await page.locator('.choice:enabled').filter({ hasText: label }).first().tap();
}
