import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPhone } from '../support/chromium.ts';
import { requirePart } from '../support/require-part.ts';
import { type StartedServer, startServer } from '../support/start-server.ts';
import {
  askForClause,
  askForPerson,
  createAgent,
  openChat,
  say,
  sentMessage,
  shownIds,
  unknownQuestion,
} from './chat-steps.ts';
import { unfold } from './page-checks.ts';

requirePart('chromium', (chromium) => {
  describe('the shopper’s page', () => {
    let server: StartedServer;

    beforeAll(async () => {
      server = await startServer();
    });
    afterAll(async () => {
      await server?.stop();
    });

    test('from a question to its clause, to a person and back, through a reload and a cut network', async () => {
      const agent = createAgent(server);
      const { context, page, complaints } = await openPhone(chromium);
      await openChat(page, server.url);

      await askForClause(page);
      const citation = page.locator('.citation').first();
      await unfold(citation);
      const clause = page.locator('.clause').first();
      await clause.locator('dl').waitFor();
      expect(await citation.getAttribute('aria-expanded')).toBe('true');
      expect(await citation.innerText()).toMatch(/^(法律|平台规则|商家规则|参考资料)\s*依据：./);
      expect(await clause.locator('.text').innerText()).toMatch(/\S{10}/);
      expect(await clause.locator('dl').innerText()).toMatch(/性质[\s\S]*来源/);

      await askForPerson(page);
      expect(await page.locator('.queue').innerText()).toContain('您排在第 1 位');
      expect(await page.locator('.head-status').innerText()).toBe('排队中 · 第 1 位');
      const beforeReload = await shownIds(page);
      await page.reload();
      await page.locator('.queue').waitFor();
      expect(await shownIds(page)).toEqual(beforeReload);

      await context.setOffline(true);
      await page.locator('.banner-offline').waitFor();
      const claim = await agent.claimNext();
      await claim.reply('您好，我看过您的问题了。');
      await context.setOffline(false);
      const reply = page.locator('.row-agent[data-id]');
      await reply.filter({ hasText: '我看过您的问题了' }).waitFor();
      expect(await reply.locator('.speaker').innerText()).toMatch(/林溪\s*人工/);
      expect(await page.locator('.head-status').innerText()).toBe('客服 林溪');
      expect(await page.locator('.notice').innerText()).toBe('客服 林溪 已接入');

      await say(page, '谢谢，我知道了');
      await sentMessage(page, '谢谢，我知道了').waitFor();
      await claim.close();
      await page.getByText('人工服务已结束').waitFor();
      expect(await page.locator('.head-status').innerText()).toBe('智能客服');
      expect(await shownIds(page)).toEqual(await agent.loggedIds(claim.conversationId));
      expect(complaints).toEqual([]);
    });

    test('every topic above the composer is answered with a clause', async () => {
      const { page } = await openPhone(chromium);
      await openChat(page, server.url);
      const chips = page.locator('.chip');
      const unanswered: string[] = [];

      for (const chip of await chips.all()) {
        const answers = page.locator('.row-bot[data-id]');
        const before = await answers.count();
        await chip.click();
        await answers.nth(before).waitFor();
        const citations = await answers.nth(before).locator('.citation').count();
        if (citations === 0) unanswered.push(await chip.innerText());
      }

      expect(await chips.count()).toBeGreaterThanOrEqual(4);
      expect(unanswered).toEqual([]);
    });

    test('who no longer wants to wait has the bot back', async () => {
      const { page } = await openPhone(chromium);
      await openChat(page, server.url);
      await askForPerson(page);

      await page.locator('.way-out').filter({ hasText: '不等了' }).click();

      await page.locator('.queue').waitFor({ state: 'detached' });
      expect(await page.locator('.head-status').innerText()).toBe('智能客服');
      expect(await page.locator('.way-out').innerText()).toBe('转人工');
    });

    test('a choice is tapped once, stays marked and closes with the next message', async () => {
      const { page } = await openPhone(chromium);
      await openChat(page, server.url);
      await say(page, unknownQuestion);
      const choice = page.locator('.choice').first();
      await choice.waitFor();
      const label = await choice.innerText();

      await choice.click();

      await sentMessage(page, label).waitFor();
      expect(await choice.isDisabled()).toBe(true);
      expect(await page.locator('.choice-tapped').innerText()).toContain(label);
      expect(await sentMessage(page, label).count()).toBe(1);
    });

    test('two tabs of one shopper show the same conversation', async () => {
      const { context, page: first } = await openPhone(chromium);
      await openChat(first, server.url);
      const second = await context.newPage();
      await openChat(second, server.url);

      await say(first, '第一个标签页里说的话');
      await say(second, '第二个标签页里说的话');
      for (const page of [first, second]) {
        await sentMessage(page, '第一个标签页里说的话').waitFor();
        await sentMessage(page, '第二个标签页里说的话').waitFor();
      }

      await expect.poll(async () => (await shownIds(first)).length).toBe(5); // greeting, two questions, two answers
      await expect.poll(() => shownIds(second)).toEqual(await shownIds(first));
    });
  });
});
