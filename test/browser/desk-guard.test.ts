import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesktop, openPhone } from '../support/chromium.ts';
import { requirePart } from '../support/require-part.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { askForPerson, openChat, say } from './chat-steps.ts';
import { claimNext, logged, openDesk, reply, replyBox } from './desk-steps.ts';

requirePart('chromium', (chromium) => {
  describe('a reply that the guard objects to', () => {
    let server: ServedHere;
    beforeAll(async () => {
      server = await serveHere();
    });
    afterAll(async () => {
      await server?.close();
    });

    test('is marked in the composer, and goes out changed, or with a reason where that is allowed', async () => {
      const { page: agent, complaints } = await openDesktop(chromium);
      const { page: shopper } = await openPhone(chromium);
      await openDesk(agent, server);
      await openChat(shopper, server.url);
      await askForPerson(shopper);
      await claimNext(agent);

      await reply(agent, '已经帮您登记了。加我V信 kefu2020 细说。');
      const notice = agent.locator('.guard');
      await notice.getByText('平台外的联系方式').waitFor();
      expect(await agent.locator('.marked mark').first().innerText()).toContain('V信');
      expect(await notice.getByRole('button', { name: '仍然发送' }).count()).toBe(0);
      await notice.getByRole('button', { name: '换成去掉违规内容的' }).click();
      expect(await replyBox(agent).inputValue()).toContain('已经帮您登记了。');
      await replyBox(agent).press('Enter');
      await logged(agent, 'agent', '已经帮您登记了。').waitFor();

      await reply(agent, '维修网点的座机是 0571-88776655');
      await notice.getByText('电话号码').waitFor();
      await notice.getByLabel('仍然发送的理由').fill('顾客问维修网点的电话');
      await notice.getByRole('button', { name: '仍然发送' }).click();
      await logged(agent, 'agent', '0571-88776655').waitFor();

      await expect.poll(() => notice.count()).toBe(0);
      await shopper.getByText('0571-88776655').waitFor();
      expect(await shopper.getByText('kefu2020').count()).toBe(0);
      expect(complaints.filter((line) => !line.includes('422'))).toEqual([]);
    });

    test('names the decided figure beside a promise of more, and goes out with a reason', async () => {
      const { page: agent } = await openDesktop(chromium);
      const { page: shopper } = await openPhone(chromium);
      await openDesk(agent, server);
      await openChat(shopper, server.url);
      await say(shopper, '订单号300100000102，不喜欢，没穿过，想退货');
      await shopper.getByText('要现在为您提交退货申请吗').waitFor();
      await askForPerson(shopper);
      await claimNext(agent);

      await reply(agent, '这单给您退9999元。');
      const decided = agent.locator('.guard-decided');
      await decided.getByText(/退回货款\d+\.\d\d元/).waitFor();
      expect(await decided.innerText()).toContain('依据：《');
      const notice = agent.locator('.guard');
      await notice.getByLabel('仍然发送的理由').fill('主管同意了');
      await notice.getByRole('button', { name: '仍然发送' }).click();

      await logged(agent, 'agent', '9999元').waitFor();
      await shopper.getByText('这单给您退9999元').waitFor();
    });
  });
});
