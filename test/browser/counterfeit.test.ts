import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesktop, openPhone } from '../support/chromium.ts';
import { noonClock } from '../support/noon-clock.ts';
import { pngWith } from '../support/pictures.ts';
import { requirePart } from '../support/require-part.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { askForPerson, openChat, say } from './chat-steps.ts';
import { claimNext, openDesk } from './desk-steps.ts';
import { seriousFindings, smallTargets } from './page-checks.ts';
import { caseCards, tap } from './return-steps.ts';

/** About the demonstration's order of a ring with the mark 假一赔四. */
const ringOrder = '300100000117';

const picture = (name: string) => ({ name, mimeType: 'image/png', buffer: pngWith([]) });

const outcomes = (page: Page) => page.locator('.fact-card.outcome');
const proofs = (page: Page) => outcomes(page).last().locator('.proof');

/** Claims the ring as fake, without an appraisal, up to the photos. */
async function claimRing(page: Page): Promise<void> {
  await say(page, '收到假货了，戒指是假的，要求赔偿');
  await page.locator('button.order').filter({ hasText: ringOrder }).tap();
  await tap(page, '还没有');
  await page.locator('.photo-picker').waitFor({ state: 'attached' });
}

requirePart('chromium', (chromium) => {
  describe('a counterfeit claim in the pages', () => {
    let server: ServedHere;

    beforeAll(async () => {
      server = await serveHere({ clock: noonClock() });
    });
    afterAll(async () => {
      await server?.close();
    });

    test('tells what to photograph, shows the photos received, and its case has them on the desk', async () => {
      const { page: shopper, complaints } = await openPhone(chromium);
      await openChat(shopper, server.url);
      await claimRing(shopper);
      const asked = await shopper.locator('.row-bot[data-id]').last().innerText();
      await shopper.setInputFiles('.photo-picker', [picture('吊牌.png'), picture('防伪码.png')]);
      await shopper.getByRole('button', { name: '发送 2 张' }).tap();
      await shopper.locator('.choice:enabled').filter({ hasText: '先不提交' }).waitFor();
      const outcome = await outcomes(shopper).innerText();
      const checklist = await proofs(shopper).allInnerTexts();
      await tap(shopper, '提交');
      await caseCards(shopper).waitFor();
      const opened = await caseCards(shopper).innerText();
      const found = [await seriousFindings(shopper), await smallTargets(shopper)];

      await askForPerson(shopper);
      const { page: agent, complaints: complaintsHere } = await openDesktop(chromium);
      await openDesk(agent, server);
      await claimNext(agent);
      const photos = agent.locator('article.case .thumb img');
      await photos.nth(1).scrollIntoViewIfNeeded();
      await expect.poll(() => widths(photos)).toEqual([4, 4]);
      const checked = await agent.locator('.context .proofs li').allInnerTexts();

      expect(asked).toContain('吊牌或防伪码');
      expect(outcome).toMatch(/谁来定\s+是不是假货，由品牌权利人/);
      expect(outcome).toMatch(/假一赔四申请截止\s+.*还剩 \d+ 天/s);
      expect(outcome).toContain('证据清单：已有 2 项，还缺 1 项');
      expect(checklist.map(stateAndName)).toEqual([
        '已有 付款的凭证',
        '已有 商品和包装的照片',
        '还缺 鉴定凭证',
        '留好 宣传页面和聊天记录',
      ]);
      expect(opened).toContain('下一步在我们这边');
      expect(checked.map(stateAndName)).toContain('还缺 鉴定凭证');
      expect([...found, await seriousFindings(agent)]).toEqual([[], [], []]);
      expect([...complaints, ...complaintsHere]).toEqual([]);
    });
  });
});

const stateAndName = (proof: string) => proof.split('\n').slice(0, 2).join(' ');

/** How wide pictures are, 0 as long as they have not come. */
const widths = (pictures: Locator) =>
  pictures.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth));
