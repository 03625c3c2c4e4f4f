import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPhone } from '../support/chromium.ts';
import { noonClock } from '../support/noon-clock.ts';
import { requirePart } from '../support/require-part.ts';
import { scriptedBot } from '../support/scripted-bot.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { cardScript, cue, echoes } from './card-steps.ts';
import { openChat, say, sentMessage } from './chat-steps.ts';
import { dark, findingsIn, light, seriousFindings, smallTargets, unfold } from './page-checks.ts';

const dayMs = 24 * 3_600_000;

const orders = (page: Page) => page.locator('button.order');
/** The shop's; the phone's is another. */
const clock = noonClock();
/** `YYYY-MM-DD` in the shop's zone. */
const dayOf = (at: number) => new Date(at + dayMs / 3).toISOString().slice(0, 10);

requirePart('chromium', (chromium) => {
  let server: ServedHere;
  let context: BrowserContext;
  let page: Page;
  let complaints: readonly string[];

  beforeAll(async () => {
    const script = cardScript(() => server.anxin.knowledge.current().revision);
    server = await serveHere({ decide: scriptedBot(script), clock });
  });
  afterAll(async () => {
    await server?.close();
  });
  beforeEach(async () => {
    ({ context, page, complaints } = await openPhone(chromium));
    await openChat(page, server.url);
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
  });

  describe('the order picker', () => {
    test('one tap tells the bot which one, and the picker closes over what was picked', async () => {
      await cue(page, '三个订单');

      await orders(page).nth(1).tap();

      await echoes(page).waitFor();
      expect(await echoes(page).innerText()).toMatch(/「无线蓝牙耳机.*{"choice":".*\/item-1"}/);
      expect(await page.locator('.order-picked').innerText()).toMatch(
        /^已选.*无线蓝牙耳机.*数量 2.*299 元/s,
      );
      expect(await orders(page).count()).toBe(0);
    });

    test('a few are all in sight; many are searched and scrolled', async () => {
      await cue(page, '三个订单');
      expect(await page.getByRole('searchbox').count()).toBe(0);
      const isScrolled = () =>
        page.locator('.orders').evaluate((list) => list.scrollHeight > list.clientHeight + 1);
      expect(await isScrolled()).toBe(false);

      await cue(page, '很多订单');

      expect(await isScrolled()).toBe(true);
      const search = page.getByRole('searchbox', { name: '在订单里查找' });
      await search.fill('云裳　ｍ 码');
      expect(await orders(page).allInnerTexts()).toEqual([expect.stringContaining('连衣裙')]);
      await search.fill('冰箱');
      expect(await page.locator('.order-count').innerText()).toContain('没有找到');
      expect(await orders(page).count()).toBe(0);
    });

    test('only the newest question can be answered, and words answer it as well', async () => {
      await cue(page, '三个订单');
      await cue(page, '很多订单');
      expect(await orders(page).count()).toBe(12);
      expect(await page.locator('.ask').first().innerText()).toBe('');

      await cue(page, '都不是');

      expect(await orders(page).count()).toBe(0);
      expect(await page.locator('.order-picked').count()).toBe(0);
    });

    test('is used by keyboard alone, and the focus stays where it was', async () => {
      await cue(page, '三个订单');
      await page.locator('.log').focus();
      await orders(page).first().focus();
      await page.keyboard.press('Tab');

      await page.keyboard.press('Enter');

      await echoes(page).waitFor();
      expect(await echoes(page).innerText()).toContain('item-1');
      const focused = await page.evaluate(() => document.activeElement?.textContent);
      expect(focused).toMatch(/^已选.*蓝牙耳机/);
    });

    test('without network the pick waits with its words, and goes by itself', async () => {
      await cue(page, '三个订单');
      await context.setOffline(true);
      await orders(page).first().tap();
      await page.locator('.row-unsent').waitFor();
      expect(await page.locator('.order-picked').count()).toBe(1);

      await context.setOffline(false);

      await echoes(page).waitFor();
      expect(await echoes(page).innerText()).toContain('item-0');
      expect(await sentMessage(page, '连衣裙').count()).toBe(1);
    });
  });

  describe('the date input', () => {
    test('昨天 is one tap; the bot gets the day, the shopper reads it as people say it', async () => {
      await cue(page, '哪天');

      await page.getByRole('button', { name: '昨天' }).tap();

      await echoes(page).waitFor();
      expect(await echoes(page).innerText()).toContain(dayOf(clock.now() - dayMs));
      const said = await page.locator('.row-shopper[data-id] .bubble').last().innerText();
      expect(said).toMatch(/^(\d{4}年)?\d{1,2}月\d{1,2}日（周.）$/);
      expect(await page.locator('.day-picked').innerText()).toContain(said);
    });

    test('any day within the limits can be chosen, others are refused in words', async () => {
      await cue(page, '哪天');
      const field = page.getByLabel('其他日期');
      const confirm = page.getByRole('button', { name: '确定' });

      await confirm.tap();
      expect(await page.getByRole('alert').filter({ hasText: '日期不完整' }).count()).toBe(1);
      await field.fill(dayOf(clock.now() - 40 * dayMs));
      await confirm.tap();
      expect(await page.locator('.problem').innerText()).toMatch(/^请选择.*到.*之间的日期。$/);
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      await field.fill(dayOf(clock.now() - 10 * dayMs));
      await field.press('Enter');

      await echoes(page).waitFor();
      expect(await echoes(page).innerText()).toContain(dayOf(clock.now() - 10 * dayMs));
    });
  });

  describe('a decision', () => {
    test('stands on a card with reason, lines and days, and its clauses unfold', async () => {
      await cue(page, '可以退');
      const card = page.getByRole('region', { name: '结论：可以无理由退货' });

      expect(await card.innerText()).toMatch(/^符合条件\s+可以无理由退货\s+您在签收后的第 2 天/);
      expect(await card.locator('.facts').innerText()).toMatch(/最晚寄回\s.*\s还剩 5 天/);
      await unfold(card.locator('.citation').first());
      await card.locator('.clause dl').waitFor();
      const row = page.locator('.row-bot[data-id]').last();
      expect(await row.locator('.bubble').count()).toBe(0); // the card says it all
    });

    test('is told by a word, a sign and a colour, and a refusal says what stood in the way', async () => {
      const last = page.locator('.row-bot[data-id]').last();
      const words = {
        partly: '部分符合',
        refused: '不符合条件',
        person: '需人工判断',
        missing: '还缺信息',
      };
      for (const [status, word] of Object.entries(words)) {
        await cue(page, status);
        const sign = last.locator('.sign');

        expect(await last.locator('.state-word').innerText()).toBe(word);
        expect(await sign.locator('svg').count()).toBe(1);
        const [colour, ink] = await sign.evaluate((element) => {
          const granted = getComputedStyle(document.documentElement).getPropertyValue('--brand');
          return [getComputedStyle(element).getPropertyValue('--tone'), granted];
        });
        expect(colour).not.toBe(ink);
        if (status !== 'refused') continue;
        expect(await last.locator('.near-miss').innerText()).toMatch(/^差在哪里\s+晚了 1 天/);
      }
    });

    test('a corrected one folds the one before, which still opens', async () => {
      await cue(page, '可以退');
      await cue(page, '不能退');
      const older = page.locator('.older');

      expect(await older.count()).toBe(1);
      expect(await page.getByText('最新', { exact: true }).count()).toBe(1);
      expect(await older.locator('.fact-card').isVisible()).toBe(false);
      await older.locator('summary').tap();
      expect(await older.locator('.fact-card').isVisible()).toBe(true);
    });

    test('days are counted by the server’s clock, not by the phone’s', async () => {
      await page.clock.install({ time: Date.now() - 3 * dayMs });
      await page.reload();
      await cue(page, '可以退');

      expect(await page.locator('.facts').innerText()).toMatch(/最晚寄回\s.*\s还剩 5 天/);
    });
  });

  describe('a case', () => {
    test('shows its number, its state and who owes what until when', async () => {
      await cue(page, '提交');
      const card = page.getByRole('region', { name: '售后单 R7K2-4D9M' });

      expect(await card.locator('.fact-head').innerText()).toMatch(/^退货售后单\s+等待商家审核$/);
      expect(await card.locator('.deadline-breached').innerText()).toMatch(/商家审核.*已超时$/s);
      expect(await card.locator('.deadline-running').innerText()).toMatch(/还剩 18 小时$/);
      expect(await card.locator('.deadline-kept').innerText()).toMatch(/已完成$/);
    });

    test('a tap copies the number', async () => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await cue(page, '提交');

      await page.getByRole('button', { name: '复制售后单号' }).tap();

      await page.getByText('已复制').waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('R7K2-4D9M');
    });

    test('where the clipboard is closed the number is marked', async () => {
      await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'clipboard'));
      await page.reload();
      await cue(page, '提交');

      await page.getByRole('button', { name: '复制售后单号' }).tap();

      await page.getByText('已选中，请长按复制').waitFor();
      expect(await page.evaluate(() => String(getSelection()))).toBe('R7K2-4D9M');
    });

    test('told anew it folds the older card and marks the newest', async () => {
      await cue(page, '提交');
      await cue(page, '进度');

      expect(await page.locator('.older summary').innerText()).toBe(
        '售后单 R7K2-4D9M 之前的进度：等待商家审核',
      );
      const newest = page.locator('.fact-card:visible');
      expect(await newest.innerText()).toMatch(/等待您寄回\s+最新/);
      expect(await newest.count()).toBe(1);
    });
  });

  test('cards that make no sense leave the message readable and the page alive', async () => {
    await cue(page, '坏卡片');

    expect(await page.locator('.row-bot').last().innerText()).toContain('文字都在。');
    expect(await page.locator('.ask, .fact-card').count()).toBe(0);
    await say(page, '还在吗');
    await echoes(page).waitFor();
  });

  test('all cards are sound for axe and thumbs, on a phone in both colours and on a desktop', async () => {
    const phone = { width: 390, height: 844 };
    const desktop = { width: 1440, height: 900 };
    const findings: string[] = [];
    const look = async (state: string) => {
      const found = await findingsIn(
        page,
        [
          { ...light, viewport: phone },
          { ...dark, viewport: phone },
          { ...light, viewport: desktop },
        ],
        async () => [...(await seriousFindings(page)), ...(await smallTargets(page))],
      );
      findings.push(...found.map((finding) => `${state}: ${finding}`));
    };

    for (const words of ['可以退', '不能退', 'partly', 'person', 'missing', '提交', '进度']) {
      await cue(page, words);
    }
    for (const summary of await page.locator('.older summary').all()) await summary.tap();
    await look('facts');
    await cue(page, '哪天');
    await page.getByRole('button', { name: '确定' }).tap();
    await look('day');
    await page.getByRole('button', { name: '今天' }).tap();
    await echoes(page).waitFor();
    await cue(page, '照片');
    const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 40 } });
    await page.setInputFiles('.photo-picker', {
      name: '吊牌.png',
      mimeType: 'image/png',
      buffer: picture,
    });
    await look('photos');
    await cue(page, '很多订单');
    await look('orders');
    await orders(page).first().tap();
    await page.locator('.order-picked').waitFor();
    await look('picked');

    expect(findings).toEqual([]);
  });
});
