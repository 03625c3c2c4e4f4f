import { createOutboxRunner } from '../../bot/turn/outbox-runner.ts';
import { createTimerRunner } from '../../bot/turn/timer-runner.ts';
import { createHttpOrderGateway } from '../../src/commerce/http-order-gateway.ts';
import type { NewServiceRequest } from '../../src/commerce/order-gateway.ts';
import { createFault, faultPoints, noFault } from '../../src/kernel/fault.ts';
import { recordLog } from './record-log.ts';
import { conversation, reply } from './store-builders.ts';
import { laterClock, openPlace } from './store-place.ts';

// A process that makes the calls and fires the timers of a store, once, and says `done`; or dies before.
// Arguments: a place, address and token of an order system, by how many ms the clock stands later, a fault point or
// nothing.
const [place = '', url = '', token = '', leapMs, at = ''] = process.argv.slice(2);
const point = faultPoints.find((one) => one === at);
const { logger } = recordLog();
const clock = laterClock(Number(leapMs));
const store = await openPlace(place, clock);
const orders = createHttpOrderGateway({ url, token, logger });
const fault = point === undefined ? noFault : createFault(point);
const deps = { store, clock, logger, fault, holder: `child-${process.pid}` };

const outbox = createOutboxRunner({
  ...deps,
  targets: {
    async orders({ payload, key }) {
      // Put there by the test.
      const request = payload as unknown as NewServiceRequest;
      const { serviceId } = await orders.requestService(request, key);
      await store.putDocument({ collection: 'service', id: key, document: { serviceId } });
    },
  },
});
const timers = createTimerRunner({
  ...deps,
  kinds: {
    remind: (timer, firing) =>
      firing.inConversation(conversation('a'), () => ({
        entries: [reply(timer.id)],
        effects: [],
      })),
  },
});
await outbox.runNow();
await timers.runNow();
await store.close();
console.log('done');
