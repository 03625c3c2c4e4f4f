import type { Locator, Page } from 'playwright-core';
import { say } from './chat-steps.ts';

/** About the demonstration's order of a shirt that arrived two days ago. */
export const wish = '我前天收到的衣服不合适想退';
const shirtOrder = '300100000102';

export const caseNumber = /AX-[0-9A-Z-]+/;

export const caseCards = (page: Page): Locator => page.locator('section[aria-label^="售后单"]');

/** Says the wish and picks the shirt among the orders. */
export async function pickShirt(page: Page): Promise<void> {
  await say(page, wish);
  await page.locator('button.order').filter({ hasText: shirtOrder }).tap();
  await page.locator('.choice:enabled').filter({ hasText: '没用过' }).waitFor();
}

export async function tap(page: Page, label: string): Promise<void> {
  await page.locator('.choice:enabled').filter({ hasText: label }).first().tap();
}
