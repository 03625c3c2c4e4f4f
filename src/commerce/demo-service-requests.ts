import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import type { DocumentStore } from '../kernel/document-store.ts';
import { sha256 } from '../kernel/hash.ts';
import type { ShopperId } from '../kernel/ids.ts';
import type { ServiceRequest } from './order.ts';
import type { NewServiceRequest } from './order-gateway.ts';

const collection = 'demo-service-request';
/** More than anybody opens in a demonstration. */
const mostRequests = 200;

const kept = z.object({
  serviceId: z.string(),
  orderId: z.string(),
  kind: z.string(),
  openedAt: z.number(),
});

/** The requests that shoppers opened in the demonstration: kept in the store, once for each key. */
export function createDemoServiceRequests(
  documents: Pick<DocumentStore, 'getDocument' | 'putDocument' | 'listDocuments'>,
  clock: Clock,
) {
  return {
    async open({ shopperId, orderId, kind }: NewServiceRequest, key: string) {
      const id = sha256(key);
      // Digits of the key's hash: the same request gets the same number, also when it is opened twice at once.
      const serviceId = `F${BigInt(`0x${id.slice(0, 12)}`)
        .toString()
        .padStart(15, '0')
        .slice(-12)}`;
      const document = { serviceId, orderId, kind, openedAt: clock.now() };
      const indexes = { shopper: sha256(shopperId) };
      await documents.putDocument({ collection, id, document, indexes, ifMatch: null });
      return { serviceId };
    },

    /** By number of the order, oldest first. */
    async of(shopperId: ShopperId): Promise<ReadonlyMap<string, readonly ServiceRequest[]>> {
      const shopper = sha256(shopperId);
      const query = { collection, index: 'shopper', from: shopper, to: shopper };
      const { rows } = await documents.listDocuments({ ...query, limit: mostRequests });
      const opened = rows
        .map(({ document }) => kept.parse(document))
        .sort((a, b) => a.openedAt - b.openedAt);
      const byOrder = Map.groupBy(opened, ({ orderId }) => orderId);
      return new Map([...byOrder].map(([orderId, requests]) => [orderId, requests.map(asRequest)]));
    },
  };
}

function asRequest({ serviceId, kind, openedAt }: z.infer<typeof kept>): ServiceRequest {
  return {
    serviceId,
    kind,
    status: 'submitted',
    openedAt,
    updatedAt: openedAt,
    refundFen: undefined,
    returnTrackingNo: undefined,
  };
}
