import { describe, expect, onTestFinished, test } from 'vitest';
import { openDesktop, openPhone } from '../support/chromium.ts';
import { startOrderServer } from '../support/order-server.ts';
import { requirePart } from '../support/require-part.ts';
import { serveHere } from '../support/serve-here.ts';
import { askForPerson, openChat } from './chat-steps.ts';
import { claimNext, openDesk } from './desk-steps.ts';
import { seriousFindings } from './page-checks.ts';

requirePart('chromium', (chromium) => {
  describe('who a visitor is, on the desk', () => {
    test('an agent notes how they made sure, and the audit has it', async () => {
      const orders = await startOrderServer();
      onTestFinished(() => orders.close());
      const served = await serveHere({
        env: { ORDERS_URL: orders.url, ORDERS_TOKEN: orders.token },
      });
      onTestFinished(() => served.close());
      const { page: shopper } = await openPhone(chromium);
      const { page: agent, complaints } = await openDesktop(chromium);
      await openChat(shopper, served.url);
      await askForPerson(shopper);
      await openDesk(agent, served);
      await claimNext(agent);

      const chooser = agent.getByLabel('怎么核实的');
      await chooser.waitFor();
      expect(await seriousFindings(agent)).toEqual([]);
      await chooser.selectOption({ label: '拨打下单的手机号，本人确认了' });
      await agent.getByRole('button', { name: '记为已核实' }).click();

      await agent.getByText('已核实是本人：拨打下单的手机号').waitFor();
      const { rows } = await served.anxin.store.listAudit({ limit: 200 });
      const noted = rows.filter(({ action }) => action === 'privacy.identity');
      expect(noted.map(({ details }) => details)).toEqual([{ means: 'call_back' }]);
      expect(complaints).toEqual([]);
    });
  });
});
