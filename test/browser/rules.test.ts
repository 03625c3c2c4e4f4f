import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesktop, openPhone } from '../support/chromium.ts';
import { requirePart } from '../support/require-part.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { dark, findingsIn, light, seriousFindings, smallTargets, unfold } from './page-checks.ts';

const mostGzipBytes = 40 * 1024;

const question = (page: Page, label: string) => page.locator(`.question[aria-label="${label}"]`);
const choice = (page: Page, label: string) =>
  page.locator('.question .choice').filter({ hasText: label });
const decision = (page: Page) => page.locator('.outcome');

/** A return of clothes that came yesterday, up to its decision. */
async function answerReturn(page: Page): Promise<void> {
  const answers: Readonly<Record<string, () => Promise<void>>> = {
    退货原因: () => choice(page, '不喜欢').click(),
    收货日期: () => page.locator('.question .chip').filter({ hasText: '昨天' }).click(),
    卖家类型: () => choice(page, '自营').click(),
    商品种类: () => choice(page, '衣服').click(),
    用过没有: () => choice(page, '没用过').click(),
    这件实付: async () => {
      await page.locator('.question .field').fill('199.5');
      await page.locator('.question .field').press('Enter');
    },
  };
  for (const _answer of Object.keys(answers)) {
    const open = page.locator('.question, .outcome').first();
    await open.waitFor();
    const label = (await open.getAttribute('aria-label')) ?? '';
    const answer = answers[label];
    if (answer === undefined) break;
    await answer();
    await question(page, label).waitFor({ state: 'detached' });
  }
  await decision(page).waitFor();
}

const idOf = async (page: Page) => (await page.locator('.decision-id code').textContent()) ?? '';

requirePart('chromium', (chromium) => {
  let server: ServedHere;

  beforeAll(async () => {
    server = await serveHere();
  });
  afterAll(async () => {
    await server?.close();
  });

  describe.each([
    ['a phone in both colours', openPhone, [light, dark]],
    ['a desk in the light', openDesktop, [light]],
  ] as const)('the page of rules on %s', (_where, open, dresses) => {
    test('is sound for axe, big enough for thumbs, and asks nobody else, in every state', async () => {
      const { page, requested, complaints } = await open(chromium);
      const findings: string[] = [];
      const look = async (state: string) => {
        const found = await findingsIn(page, dresses, async () => [
          ...(await seriousFindings(page)),
          ...(await smallTargets(page)),
        ]);
        findings.push(...found.map((finding) => `${state}: ${finding}`));
      };

      await page.goto(`${server.url}/rules`);
      await page.locator('.situation').first().waitFor();
      await look('situations');
      await page.goto(`${server.url}/rules/#privacy-leak`);
      await page.locator('.opening').waitFor();
      await page.locator('.question').waitFor();
      await look('opening');
      await page.goto(`${server.url}/rules/#return/receipt_date?reason=no_reason`);
      await question(page, '收货日期').waitFor();
      await look('date');
      await page.goto(`${server.url}/rules/#return/paid_fen?reason=no_reason`);
      await question(page, '这件实付').waitFor();
      await page.locator('.question .solid-button').click();
      await page.locator('.problem').filter({ hasText: '金额' }).waitFor();
      await look('amount');
      await page.goto(`${server.url}/rules/#return`);
      await answerReturn(page);
      await unfold(page.locator('.citation[aria-expanded]').last());
      await page.locator('.clause dl').waitFor();
      await look('decision');

      expect(findings).toEqual([]);
      expect(complaints).toEqual([]);
      const hosts = new Set(requested.map((address) => new URL(address).host));
      expect([...hosts]).toEqual([new URL(server.url).host]);
    });
  });

  test('leads from a situation to the decision that the rules give upon the same facts', async () => {
    const { page } = await openPhone(chromium);
    await page.goto(`${server.url}/rules/`);
    await page
      .locator('.situation')
      .filter({ has: page.getByText('退货', { exact: true }) })
      .click();

    await answerReturn(page);

    const shown = await idOf(page);
    const facts = Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.split('?')[1]));
    const response = await fetch(`${server.url}/api/rules/decide`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        decision: 'return',
        facts: { ...facts, used: false, paid_fen: Number(facts['paid_fen']) },
      }),
    });
    expect(await response.json()).toMatchObject({ id: shown, next: null });
    const card = await decision(page).innerText();
    expect(card).toContain('可以退货');
    expect(card).toContain('199.50元');
    expect(await page.locator('a.go').getAttribute('href')).toBe('/');
  });

  test('holds its state in the address: it can be sent on, gone back in, and each answer changed', async () => {
    const { page, context } = await openPhone(chromium);
    await page.goto(`${server.url}/rules/#return`);
    await answerReturn(page);
    const shown = await idOf(page);

    const other = await context.newPage();
    await other.goto(page.url());
    await decision(other).waitFor();
    expect(await idOf(other)).toBe(shown);

    await page.getByRole('button', { name: '修改用过没有' }).click();
    await choice(page, '用过了').click();
    await page.locator('.outcome-refused').waitFor();
    expect(await idOf(page)).not.toBe(shown);
    await page.goBack();
    await question(page, '用过没有').waitFor();
    await page.goBack();
    await page.locator('.outcome-granted').waitFor();
    expect(await idOf(page)).toBe(shown);
  });

  test('goes on without what a shopper cannot tell', async () => {
    const { page } = await openPhone(chromium);
    await page.goto(`${server.url}/rules/#repair`);
    await page.locator('.question').waitFor();

    while ((await decision(page).count()) === 0) {
      const label = (await page.locator('.question').getAttribute('aria-label')) ?? '';
      await question(page, label).getByRole('button', { name: '不清楚' }).click();
      await question(page, label).waitFor({ state: 'detached' });
      await page.locator('.question, .outcome').first().waitFor();
    }

    expect(await decision(page).getAttribute('class')).toContain('outcome-person');
    expect(await page.locator('.answered').innerText()).toContain('不清楚');
    expect(await page.locator('main').innerText()).toContain('改您的回答');
  });

  test('says what it lacks where scripts do not run', async () => {
    const response = await fetch(`${server.url}/rules/`);

    expect(await response.text()).toMatch(/<noscript>.*需要浏览器开启 JavaScript.*<\/noscript>/s);
  });

  test('leads from goods with a fault to what serves best, and takes the answers along', async () => {
    const { page } = await openPhone(chromium);
    await page.goto(`${server.url}/rules/#goods-problem?reason=missing_item&seller_type=self`);
    await question(page, '收货日期').getByRole('button', { name: '不清楚' }).click();

    await page.locator('.remedies .situation').first().click();

    await decision(page).waitFor();
    expect(await page.locator('.situation-name').innerText()).toContain('补发');
    expect(await page.locator('.answered').innerText()).toContain('自营');
  });

  test('is used by keyboard alone', async () => {
    const { page } = await openDesktop(chromium);
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.goto(`${server.url}/rules/`);
    await page.locator('.situation').first().waitFor();

    await page.keyboard.press('Tab');
    const first = await focused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.question').waitFor();
    await expect.poll(focused).toBe(await page.locator('.question h2').textContent());
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await page.locator('.answered').waitFor();
    expect(first).toContain('在线客服');
    expect(await page.locator('.answered li').count()).toBe(1);
  });

  test('is found from the chat', async () => {
    const { page } = await openPhone(chromium);
    await page.goto(server.url);
    await page.locator('.log-about .to-rules').click();

    await page.locator('.situation').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/rules/');
  });

  test('weighs at most 40 KB on the wire', async () => {
    const folder = join(import.meta.dirname, '../../dist/web/rules');
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = names.filter((name) => name.isFile());

    const sizes = await Promise.all(
      files.map(async ({ parentPath, name }) => gzipSync(await readFile(join(parentPath, name)))),
    );

    expect(files.map(({ name }) => name)).toContain('index.html');
    expect(sizes.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(mostGzipBytes);
  });
});
