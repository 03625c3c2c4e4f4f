import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDesktop, openPhone } from '../support/chromium.ts';
import { requirePart } from '../support/require-part.ts';
import { type StartedServer, startServer } from '../support/start-server.ts';
import { askForPerson, openChat, say } from './chat-steps.ts';
import {
  claimNext,
  isAtEnd,
  logged,
  openDesk,
  reply,
  replyBox,
  shownTexts,
  signIn,
  waitUntilLive,
} from './desk-steps.ts';
import { unfold } from './page-checks.ts';

const knownQuestion = '收到货几天内可以退？';

requirePart('chromium', (chromium) => {
  describe('the agents’ desk', () => {
    let server: StartedServer;
    let agentContext: BrowserContext;
    let agent: Page;
    let shopper: Page;
    let complaints: readonly string[];

    beforeAll(async () => {
      server = await startServer();
    });
    afterAll(async () => {
      await server?.stop();
    });

    // One server for all: each test takes its own shopper, under an agent's name of its own.
    beforeEach(async () => {
      ({ context: agentContext, page: agent, complaints } = await openDesktop(chromium));
      ({ page: shopper } = await openPhone(chromium));
    });

    test('a waiting shopper is taken, answered with an edited suggestion, and given back to the bot', async () => {
      await openDesk(agent, server);
      await agent.getByText('没有人在等').waitFor();

      await openChat(shopper, server.url);
      await askForPerson(shopper);
      const row = agent.locator('.waiting-row');
      await row.waitFor();
      await expect.poll(() => agent.title()).toBe('(1) 客服工作台');
      await expect.poll(() => row.locator('.tabular').last().innerText()).toMatch(/0:(?!00)\d\d/);
      await claimNext(agent);
      await shopper.locator('.head-agent').waitFor();
      expect(await agent.getByRole('region', { name: '我的会话' }).innerText()).toContain('顾客');
      await agent.getByText('没有人在等').waitFor();

      await say(shopper, knownQuestion);
      await logged(agent, 'shopper', knownQuestion).waitFor();
      const suggestion = agent.locator('.suggestion').first();
      await suggestion.waitFor();
      await suggestion.locator('summary').click();
      await unfold(suggestion.locator('button.citation').first());
      await suggestion.locator('.clause dl').waitFor();
      await suggestion.locator('.suggestion-take').click();
      await agent.getByText('来自建议，发送前请核对').waitFor();
      const suggested = await replyBox(agent).inputValue();
      await replyBox(agent).press('End');
      await agent.keyboard.type('您看这样可以吗？');
      await agent.keyboard.press('Enter');

      const answer = shopper.locator('.row-agent').filter({ hasText: '您看这样可以吗？' });
      await answer.waitFor();
      expect(await answer.innerText()).toContain(suggested.split('\n')[0]);
      await logged(agent, 'agent', '您看这样可以吗？').waitFor();
      await expect.poll(() => replyBox(agent).inputValue()).toBe('');

      await agent.getByRole('button', { name: '交还机器人' }).click();
      await agent.getByRole('button', { name: '交还', exact: true }).click();
      await shopper.getByText('人工服务已结束').waitFor();
      await agent.getByText('这个会话现在由机器人接待').waitFor();
      await agent.getByText('还没有接入会话').waitFor();
      expect(complaints).toEqual([]);
    });

    test('keys alone lead from signing in to giving back', async () => {
      await openChat(shopper, server.url);
      await askForPerson(shopper);
      await agent.goto(`${server.url}/desk`);
      await agent.getByLabel('姓名').waitFor();
      const { keyboard } = agent;

      await keyboard.press('Tab');
      await keyboard.type('只用键盘的客服');
      await keyboard.press('Tab');
      await keyboard.type(server.apiToken);
      await keyboard.press('Enter');
      await agent.locator('.waiting-row').waitFor();
      await keyboard.press('Alt+n');
      await replyBox(agent).waitFor();
      await keyboard.type('您好');
      await keyboard.press('Shift+Enter');
      await keyboard.type('请讲');
      await keyboard.press('Enter');
      await shopper.locator('.row-agent').filter({ hasText: '请讲' }).waitFor();
      await say(shopper, knownQuestion);
      await agent.locator('.suggestion').first().waitFor();
      await keyboard.press('Control+1');
      await expect.poll(() => replyBox(agent).inputValue()).not.toBe('');
      await keyboard.press('Enter');
      await shopper.locator('.row-agent').nth(1).waitFor();
      await keyboard.press('Alt+e');
      await agent.getByRole('dialog').waitFor();
      await keyboard.press('Escape');
      await agent.getByRole('dialog').waitFor({ state: 'detached' });
      await keyboard.press('Alt+e');
      await agent.getByRole('dialog').waitFor();
      await keyboard.press('Enter');

      await shopper.getByText('人工服务已结束').waitFor();
      await agent.getByText('这个会话现在由机器人接待').waitFor();
      expect(await agent.evaluate(() => document.activeElement?.id)).toBe('talk');
    });

    test('nobody answers a message they have not seen: the text stays until the agent has read it', async () => {
      await openChat(shopper, server.url);
      await askForPerson(shopper);
      // Without the stream the desk learns of nothing by itself.
      await agent.route('**/api/events**', (route) => route.abort());
      await signIn(agent, server, '没看到新消息的客服');
      await claimNext(agent);
      await say(shopper, '等等，我还没说完');
      await shopper.locator('.row-shopper[data-id]').filter({ hasText: '还没说完' }).waitFor();

      await reply(agent, '好的，为您办理');
      await agent.getByText('顾客又发来了消息').waitFor();
      const news = await agent.locator('.stale').innerText();
      const kept = await replyBox(agent).inputValue();
      const sentTooEarly = await shopper.locator('.row-agent', { hasText: '为您办理' }).count();
      await agent.getByRole('button', { name: '原样发送' }).click();

      await shopper.locator('.row-agent').filter({ hasText: '好的，为您办理' }).waitFor();
      expect(news).toContain('等等，我还没说完');
      expect(kept).toBe('好的，为您办理');
      expect(sentTooEarly).toBe(0);
    });

    test('a cut network and a killed server lose nothing and double nothing', async () => {
      await openChat(shopper, server.url);
      await askForPerson(shopper);
      await openDesk(agent, server, '网络不好的客服');
      await claimNext(agent);

      await agentContext.setOffline(true);
      await reply(agent, '断网时写的回复');
      await agent.getByText('还没有发出，正在自动重试').waitFor();
      await agentContext.setOffline(false);
      await shopper.locator('.row-agent').filter({ hasText: '断网时写的回复' }).waitFor();

      await say(shopper, '重启前说的话');
      await logged(agent, 'shopper', '重启前说的话').waitFor();
      await server.kill();
      await agent.locator('.link-state-lost').waitFor();
      const { dataDir, port } = server;
      server = await startServer({ dataDir, port });
      await say(shopper, '重启后说的话');
      await waitUntilLive(agent);
      await logged(agent, 'shopper', '重启后说的话').waitFor();
      await reply(agent, '收到');
      await shopper.locator('.row-agent').filter({ hasText: '收到' }).waitFor();
      await logged(agent, 'agent', '收到').waitFor();

      const texts = await shownTexts(agent);
      expect(texts.slice(-4)).toEqual(['断网时写的回复', '重启前说的话', '重启后说的话', '收到']);
    });

    test('what is being written survives a reload', async () => {
      await openChat(shopper, server.url);
      await askForPerson(shopper);
      await openDesk(agent, server, '刷新页面的客服');
      await claimNext(agent);
      await replyBox(agent).fill('写到一半');

      await agent.reload();

      await replyBox(agent).waitFor();
      expect(await replyBox(agent).inputValue()).toBe('写到一半');
    });

    test('of two agents one gets the shopper; the other may read, not write, and is told who has it', async () => {
      await openChat(shopper, server.url);
      await askForPerson(shopper);
      await openDesk(agent, server, '先接入的客服');
      const { page: other } = await openDesktop(chromium);
      await openDesk(other, server, '晚一步的客服');
      await other.locator('.place-row').click();
      await other.getByText('接入后才能回复').waitFor();

      await claimNext(agent);

      await other.getByText('这个会话现在由先接入的客服接待，您可以看，不能回复').waitFor();
      expect(await replyBox(other).count()).toBe(0);
    });

    test('a wrong token and a signed-out agent see a sentence and no conversation', async () => {
      await signIn(agent, { ...server, apiToken: 'not the token' }, '林溪');
      const sentence = await agent.getByRole('alert').innerText();
      await agent.getByLabel('访问令牌').fill(server.apiToken);
      await agent.getByRole('button', { name: '登录' }).click();
      await waitUntilLive(agent);

      await agent.getByRole('button', { name: '退出' }).click();
      await agent.getByLabel('访问令牌').waitFor();
      await agent.reload();
      await agent.getByLabel('访问令牌').waitFor();

      expect(sentence).toMatch(/[\u4e00-\u9fff].*（编号 [0-9A-F]{4}-[0-9A-F]{4}）/);
    });

    test('a long log draws only what is seen, opens at its end and stays where the agent reads', async () => {
      await openChat(shopper, server.url);
      await askForPerson(shopper);
      await openDesk(agent, server, '话多的客服');
      await claimNext(agent);
      await writeUnseen(agent, 120);
      await logged(agent, 'agent', '第 120 条').waitFor();
      await expect.poll(() => isAtEnd(agent)).toBe(true);
      const drawn = await agent.locator('.log-row').count();

      await agent.locator('.log').focus();
      await agent.keyboard.press('Home');
      await agent.locator('.message-bot').first().waitFor();
      await say(shopper, '在吗');
      await agent.getByRole('status').filter({ hasText: '顾客：在吗' }).waitFor();
      const isStill = !(await isAtEnd(agent));
      await agent.getByRole('button', { name: '最新消息' }).click();
      await logged(agent, 'shopper', '在吗').waitFor();

      expect(drawn).toBeLessThan(60);
      expect(isStill).toBe(true);
    });

    /** Replies by the page's session, while neither page draws them one by one. */
    async function writeUnseen(page: Page, count: number): Promise<void> {
      const [deskUrl, chatUrl] = [page.url(), shopper.url()];
      await page.goto('about:blank');
      await shopper.goto('about:blank');
      const { request } = page.context();
      const headers = { origin: server.url };
      const id = deskUrl.split('/').at(-1);
      const { owner, head } = await (
        await request.get(`${server.url}/api/conversations/${id}`)
      ).json();
      for (let number = 1; number <= count; number += 1) {
        const data = { text: `第 ${number} 条`, epoch: owner.epoch, lastSeenSeq: head + number };
        const written = await request.post(`${server.url}/api/handoffs/${id}/reply`, {
          data,
          headers,
        });
        expect(written.ok()).toBe(true);
      }
      await page.goto(deskUrl);
      await shopper.goto(chatUrl);
    }
  });
});
