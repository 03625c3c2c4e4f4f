import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPhone } from '../support/chromium.ts';
import { requirePart } from '../support/require-part.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { askForClause, openChat, shownIds } from './chat-steps.ts';
import { seriousFindings, smallTargets } from './page-checks.ts';

requirePart('chromium', (chromium) => {
  let server: ServedHere;
  beforeAll(async () => {
    server = await serveHere();
  });
  afterAll(async () => {
    await server?.close();
  });

  async function openAnswer() {
    const { page, context, complaints } = await openPhone(chromium);
    await openChat(page, server.url);
    await askForClause(page);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const pressed = (name: string) =>
      page.locator('.feedback-button[aria-pressed="true"]').filter({ hasText: name });
    return { page, context, complaints, button, pressed };
  }

  test('an answer is judged under itself, which can be changed and outlives a reload', async () => {
    const { page, complaints, button, pressed } = await openAnswer();
    expect(await page.locator('.feedback').count()).toBe(1);

    await button('没用').click();
    await page.locator('.choice').filter({ hasText: '换个说法' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await button('有用').click();
    await pressed('有用').waitFor();
    await expect.poll(() => heardOpinions(server)).toEqual({ useful: 1, notUseful: 0 });
    const before = await shownIds(page);
    await page.reload();

    await pressed('有用').waitFor();
    expect(await pressed('没用').count()).toBe(0);
    expect(await shownIds(page)).toEqual(before);
    expect(complaints).toEqual([]);
  });

  test('an opinion that does not get through is taken back, and nothing waits for it', async () => {
    const { page, context, button, pressed } = await openAnswer();
    await context.setOffline(true);
    await page.locator('.banner-offline').waitFor();

    await button('有用').click();

    await expect.poll(() => pressed('有用').count()).toBe(0);
    expect(await page.locator('.unsent').count()).toBe(0);
  });
});

/** What the server has counted for the question that is asked here. */
async function heardOpinions({ url, apiToken }: ServedHere): Promise<object | undefined> {
  // The page before the entry ends at the id before it.
  const response = await fetch(`${url}/api/insight/answers?limit=1&after=return-wind`, {
    headers: { authorization: `Bearer ${apiToken}` },
  });
  const { answers } = (await response.json()) as {
    answers: { useful: number; notUseful: number }[];
  };
  const [first] = answers;
  return first && { useful: first.useful, notUseful: first.notUseful };
}
