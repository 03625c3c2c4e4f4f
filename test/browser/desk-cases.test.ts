import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesktop, openPhone } from '../support/chromium.ts';
import { requirePart } from '../support/require-part.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { askForPerson, openChat } from './chat-steps.ts';
import { claimNext, logged, openDesk } from './desk-steps.ts';
import { seriousFindings } from './page-checks.ts';
import { caseCards, pickShirt, tap } from './return-steps.ts';

/** `2026-11-28T18:00`, as the field for a moment is filled. */
function inTwoDays(): string {
  const at = new Date(Date.now() + 48 * 3_600_000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const panel = (page: Page) => page.locator('.context article.case');

async function openMove(page: Page, name: string): Promise<void> {
  await panel(page).getByRole('button', { name }).click();
  await page.getByRole('dialog').waitFor();
}

const confirmMove = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name }).click();

requirePart('chromium', (chromium) => {
  describe('a case on the desk', () => {
    let server: ServedHere;

    beforeAll(async () => {
      server = await serveHere();
    });
    afterAll(async () => {
      await server?.close();
    });

    test('an agent asks for more and decides; the shopper reads each once, with whose move it is', async () => {
      const { page: shopper } = await openPhone(chromium);
      const { page: agent, complaints } = await openDesktop(chromium);
      await openChat(shopper, server.url);
      await pickShirt(shopper);
      await tap(shopper, '没用过');
      await tap(shopper, '提交');
      await caseCards(shopper).waitFor();
      await askForPerson(shopper);
      await openDesk(agent, server);
      await claimNext(agent);
      await panel(agent).getByText('该我们处理').waitFor();

      await openMove(agent, '请顾客补充');
      expect(await seriousFindings(agent)).toEqual([]);
      await agent.getByLabel('告诉顾客').fill('请补一张吊牌的照片');
      await agent.getByLabel('请顾客在此之前补充').fill(inTwoDays());
      await confirmMove(agent, '请顾客补充');
      await panel(agent).getByText('该顾客补充').waitFor();
      await logged(agent, 'agent', '请补一张吊牌的照片').waitFor();
      await shopper.getByText('请补一张吊牌的照片').waitFor();

      await openMove(agent, '给出结果');
      await agent.getByLabel('同意', { exact: true }).check();
      await agent.getByLabel('告诉顾客').fill('照片看过了，可以退');
      await confirmMove(agent, '给出结果');
      await panel(agent).getByText('结果：同意').waitFor();
      await panel(agent).getByText(/^经过/).click();
      expect(await seriousFindings(agent)).toEqual([]);

      expect(await panel(agent).locator('.case-history li').count()).toBe(4);
      await shopper.getByText('照片看过了，可以退').waitFor();
      expect(await shopper.getByText('请补一张吊牌的照片').count()).toBe(1);
      expect(complaints).toEqual([]);
    });
  });
});
