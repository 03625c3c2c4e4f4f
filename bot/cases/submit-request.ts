import { z } from 'zod';
import { caseWrite } from '../../src/cases/case-document.ts';
import { withService } from '../../src/cases/change-case.ts';
import { findCase } from '../../src/cases/read-cases.ts';
import type { OrderGateway } from '../../src/commerce/order-gateway.ts';
import type { OutboxCall } from '../../src/conversation/outbox-store.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import type { DocumentStore } from '../../src/kernel/document-store.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { parseShopperId } from '../../src/kernel/ids.ts';
import { branded } from '../channels/branded.ts';

const request = z.object({
  caseId: z.string(),
  kind: z.string(),
  shopperId: z.string().transform(branded(parseShopperId)),
  orderId: z.string(),
  itemIds: z.array(z.string()),
  facts: z.record(z.string(), z.json()),
  decisionId: z.string(),
});

const maxRepeats = 8;

/**
 * Asks the order system to take a case's request, and notes its number on the case. Both can be repeated: the order
 * system knows the key, and a case that has a number keeps it.
 */
export function createSubmitRequest(deps: {
  readonly orders: OrderGateway;
  readonly documents: DocumentStore;
  readonly clock: Clock;
}): (call: OutboxCall) => Promise<void> {
  return async ({ payload, key }) => {
    const asked = request.parse(payload);
    const { serviceId } = await deps.orders.requestService(asked, key);
    for (let repeat = 0; repeat < maxRepeats; repeat += 1) {
      const found = await findCase(deps.documents, asked.caseId);
      // Erased meanwhile: there is nothing left to note it on.
      if (found === null) return;
      const changed = withService(found.aftersalesCase, serviceId, deps.clock.now());
      const written = await deps.documents.putDocument(caseWrite(changed, found.etag));
      if (written !== 'changed') return;
    }
    throw new AppError(
      'STORE_BUSY',
      `case '${asked.caseId}' changed ${maxRepeats} times meanwhile`,
    );
  };
}
