import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDesktop, openPhone } from '../support/chromium.ts';
import { requirePart } from '../support/require-part.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { askForPerson, openChat, say } from './chat-steps.ts';
import { claimNext, openDesk } from './desk-steps.ts';
import { seriousFindings, smallTargets } from './page-checks.ts';
import { tap } from './return-steps.ts';

/** A return begins, and the question waits. */
const twoWishes = '我要退货 另外发票怎么开';

const choices = (page: Page) => page.locator('.choice:enabled');
const orders = (page: Page) => page.locator('button.order');

requirePart('chromium', (chromium) => {
  describe('more than one matter', () => {
    let server: ServedHere;
    let shopper: Page;
    let complaints: readonly string[];

    beforeAll(async () => {
      server = await serveHere();
    });
    afterAll(async () => {
      await server?.close();
    });
    beforeEach(async () => {
      ({ page: shopper, complaints } = await openPhone(chromium));
      await openChat(shopper, server.url);
    });

    test('two that are near are asked for by name, and a tap begins one', async () => {
      await say(shopper, '衣服寄回去');
      await choices(shopper).filter({ hasText: '退货' }).waitFor();
      const question = await shopper.locator('.row-bot[data-id]').last().innerText();
      const named = await choices(shopper).allInnerTexts();
      const found = [await seriousFindings(shopper), await smallTargets(shopper)];

      await tap(shopper, '退货');
      await orders(shopper).first().waitFor();

      expect(question).toContain('您想办的是下面哪一件');
      expect(named.length).toBeGreaterThanOrEqual(2);
      expect([...found, complaints]).toEqual([[], [], []]);
    });

    test('the second of two is offered once the first is over', async () => {
      await say(shopper, twoWishes);
      await orders(shopper).first().waitFor();

      await say(shopper, '算了不退了');
      await choices(shopper).filter({ hasText: '现在办' }).waitFor();
      const offer = await shopper.locator('.row-bot[data-id]').last().innerText();
      const found = [await seriousFindings(shopper), await smallTargets(shopper)];
      await tap(shopper, '现在办');
      await shopper.locator('.citation').first().waitFor();

      expect(offer).toContain('您刚才还说到“发票怎么开”');
      expect([...found, complaints]).toEqual([[], [], []]);
    });

    test('whoever takes the conversation over sees what waits', async () => {
      await say(shopper, twoWishes);
      await orders(shopper).first().waitFor();
      await askForPerson(shopper);
      const { page: agent, complaints: complaintsHere } = await openDesktop(chromium);
      await openDesk(agent, server);
      await claimNext(agent);
      await agent.locator('.context .later').waitFor();

      const waiting = await agent.locator('.context .later li').allInnerTexts();

      expect(waiting).toEqual(['“发票怎么开”']);
      expect([await seriousFindings(agent), complaintsHere]).toEqual([[], []]);
    });
  });
});
