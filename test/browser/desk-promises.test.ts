import { describe, expect, onTestFinished, test } from 'vitest';
import { openDesktop, openPhone } from '../support/chromium.ts';
import { requirePart } from '../support/require-part.ts';
import { serveHere } from '../support/serve-here.ts';
import { askForPerson, openChat } from './chat-steps.ts';
import { claimNext, openDesk, reply } from './desk-steps.ts';
import { seriousFindings } from './page-checks.ts';

/** Of eight hours three quarters, and more: what was promised is near its end. */
const sevenHoursMs = 7 * 3_600_000;

requirePart('chromium', (chromium) => {
  describe('a promise on the desk', () => {
    test('an agent confirms what they promised, is alarmed before its end, and says that it is done', async () => {
      const served = await serveHere();
      onTestFinished(() => served.close());
      const { page: shopper } = await openPhone(chromium);
      const { page: agent, complaints } = await openDesktop(chromium);
      await openChat(shopper, served.url);
      await askForPerson(shopper);
      await openDesk(agent, served);
      await claimNext(agent);

      await reply(agent, '我去核实，8小时内给您回复');
      await agent.getByText('您说了“8小时内给您回复”').waitFor();
      await agent.getByRole('button', { name: '记为承诺' }).click();
      await agent.getByRole('button', { name: '已做到' }).waitFor();
      served.skip(sevenHoursMs);
      const alarms = agent.getByRole('region', { name: '到期提醒' });
      await alarms.getByText('8小时内给您回复').waitFor();
      expect(await seriousFindings(agent)).toEqual([]);
      await agent.getByRole('button', { name: '已做到' }).click();

      await alarms.waitFor({ state: 'detached' });
      await agent.locator('.promise').getByText('已完成').waitFor();
      expect(complaints).toEqual([]);
    });
  });
});
