import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesktop, openPhone } from '../support/chromium.ts';
import { openCaseOfShopper, openUndatedCase } from '../support/open-case.ts';
import { requirePart } from '../support/require-part.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { logged, openDesk } from './desk-steps.ts';
import { seriousFindings } from './page-checks.ts';

const cases = (page: Page) => page.getByRole('region', { name: '售后单列表' });

/** Rows by their titles: the choices above them have the same words. */
const rows = (page: Page, title: string) =>
  cases(page).locator('.row-name').filter({ hasText: title });

const chooseList = (page: Page, name: string) =>
  page.locator('.list-switch').getByRole('button', { name }).click();

requirePart('chromium', (chromium) => {
  describe('the list of cases', () => {
    let server: ServedHere;

    beforeAll(async () => {
      server = await serveHere();
      const opened = [await openUndatedCase(server), await openCaseOfShopper(server)];
      for (const { shopper } of opened) shopper.close();
    });
    afterAll(async () => {
      await server?.close();
    });

    test('an agent hears of a new case, finds it among all, opens its conversation and moves it', async () => {
      const { page, complaints } = await openDesktop(chromium);
      await openDesk(page, server);
      const alarm = page.getByRole('region', { name: '到期提醒' });
      await alarm.getByText('新的售后单：配送异常').waitFor();

      await chooseList(page, '售后单');
      await rows(page, '退货').waitFor();
      await cases(page).getByLabel('种类').selectOption('配送异常');
      await rows(page, '退货').waitFor({ state: 'detached' });
      expect(await seriousFindings(page)).toEqual([]);
      await cases(page).locator('.place-row').click();
      await logged(page, 'shopper', '我的快递一个星期没动了').waitFor();
      await page.locator('.context article.case').getByRole('button', { name: '我来跟进' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '我来跟进' }).click();
      await cases(page).getByText('a01 跟进').waitFor();
      await chooseList(page, '会话');

      await alarm.waitFor({ state: 'detached' });
      expect(complaints).toEqual([]);
    });

    test('on a phone a case is chosen from the list, and nothing is wider than the screen', async () => {
      const { page } = await openPhone(chromium);
      await openDesk(page, server);

      await chooseList(page, '售后单');
      await rows(page, '退货').waitFor();

      expect(await seriousFindings(page)).toEqual([]);
      const widths = await page.evaluate(() => [document.body.scrollWidth, innerWidth]);
      expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
      await cases(page).getByLabel('进度').selectOption('已办结');
      await cases(page).getByText('没有符合的售后单').waitFor();
    });
  });
});
