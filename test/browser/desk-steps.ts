import type { Locator, Page } from 'playwright-core';
import type { StartedServer } from '../support/start-server.ts';

type Server = Pick<StartedServer, 'url' | 'apiToken'>;

/** Opens the desk, signs in and waits until it is live. */
export async function openDesk(page: Page, server: Server, name = '林溪'): Promise<void> {
  await signIn(page, server, name);
  await waitUntilLive(page);
}

/** Opens the desk and sends the form. */
export async function signIn(page: Page, { url, apiToken }: Server, name: string): Promise<void> {
  await page.goto(`${url}/desk`);
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('访问令牌').fill(apiToken);
  await page.getByRole('button', { name: '登录' }).click();
}

export function waitUntilLive(page: Page): Promise<void> {
  return page.locator('.link-state-live').waitFor();
}

/** Takes the next one who waits, and waits until one can write. */
export async function claimNext(page: Page): Promise<void> {
  await page.locator('.waiting-row').first().getByRole('button', { name: /^接入/ }).click();
  await replyBox(page).waitFor();
}

export const replyBox = (page: Page): Locator => page.getByLabel('回复顾客');

/** Types and sends with Enter. */
export async function reply(page: Page, text: string): Promise<void> {
  await replyBox(page).fill(text);
  await replyBox(page).press('Enter');
}

/** Messages of one speaker in the open conversation that contain the text. */
export function logged(page: Page, speaker: 'shopper' | 'bot' | 'agent', text: string): Locator {
  return page.locator(`.log .message-${speaker}`).filter({ hasText: text });
}

/** Texts of the open conversation's messages, as far as they are drawn, in order. */
export function shownTexts(page: Page): Promise<readonly string[]> {
  return page.locator('.log .bubble .text').allInnerTexts();
}

/** The last words of the open conversation are in sight. */
export function isAtEnd(page: Page): Promise<boolean> {
  return page
    .locator('.log')
    .evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight < 2);
}
