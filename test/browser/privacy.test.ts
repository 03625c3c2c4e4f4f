import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPhone } from '../support/chromium.ts';
import { requirePart } from '../support/require-part.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { openChat, say, sentMessage } from './chat-steps.ts';
import { tap } from './return-steps.ts';

requirePart('chromium', (chromium) => {
  describe('a shopper’s own data in the page', () => {
    let server: ServedHere;

    beforeAll(async () => {
      server = await serveHere();
    });
    afterAll(async () => {
      await server?.close();
    });

    test('is copied into two files, then deleted with a receipt: the open page empties itself, and a new conversation begins', async () => {
      const { page: shopper, complaints } = await openPhone(chromium);
      await openChat(shopper, server.url);
      const secret = '我叫张三，住在幸福路';
      await say(shopper, secret);
      await sentMessage(shopper, secret).waitFor();
      await say(shopper, '把我的个人信息导出一份给我');
      await tap(shopper, '提交');
      const files = shopper.locator('.row-bot a.file');
      await files.nth(1).waitFor();
      const links = await files.evaluateAll((all) => all.map((one) => one.getAttribute('href')));
      const copies = await Promise.all(links.map((link) => textAt(link)));

      await say(shopper, '删除我的聊天记录');
      await shopper.locator('.fact-card.outcome').nth(1).waitFor();
      await tap(shopper, '提交');
      const receipt = shopper.locator('.row-bot').filter({ hasText: '已经删除' });
      await receipt.waitFor();
      const told = await receipt.innerText();
      await expect.poll(() => sentMessage(shopper, secret).count()).toBe(0);
      const left = await shopper.locator('.row-shopper[data-id]').count();
      const gone = await Promise.all(links.map(async (link) => (await fetch(link ?? '')).status));
      await openChat(shopper, server.url);

      expect(copies[0]).toContain('<h1>我的个人信息</h1>');
      expect(copies.map((text) => text.includes(secret))).toEqual([true, true]);
      expect(told).toMatch(/PR-[2-9A-Z]{4}-[2-9A-Z]{4}/);
      expect(told).toContain('至少保存三年');
      expect(gone).toEqual([404, 404]);
      expect(left).toBe(0);
      expect(await shopper.locator('.log, main').first().innerText()).not.toContain('张三');
      expect(complaints).toEqual([]);
    });
  });
});

async function textAt(link: string | null): Promise<string> {
  return (await fetch(link ?? '')).text();
}
