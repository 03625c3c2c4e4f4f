import type { NewServiceRequest } from '../commerce/order-gateway.ts';
import type { Effect } from '../conversation/effect.ts';
import type { AftersalesCase } from './case.ts';
import { caseChange } from './case-change.ts';

/** Outbox target that opens a request in the order system; its payload is a `NewServiceRequest`. */
export const serviceTarget = 'orders.request-service';

/**
 * What the commit that opens a case changes: the case, timers and promise of each duty, the request to the order system under
 * `key`, and a line for the audit. All of it lands, or nothing does.
 */
export function openCase(opened: AftersalesCase, key: string): readonly Effect[] {
  return [
    ...caseChange(null, opened),
    ...requestFor(opened, key),
    {
      kind: 'audit',
      note: {
        actor: 'anxin',
        action: 'case.open',
        subject: opened.caseId,
        details: { kind: opened.kind, decisionId: opened.decisionId },
      },
    },
  ];
}

/** Without an order there is nothing the order system could open: a person takes the case from the desk. */
function requestFor(opened: AftersalesCase, key: string): readonly Effect[] {
  const { caseId, kind, shopperId, orderId, itemId, facts, decisionId } = opened;
  if (orderId === null || shopperId === null) return [];
  const known = Object.entries(facts).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const request: NewServiceRequest = {
    caseId,
    kind,
    shopperId,
    orderId,
    itemIds: itemId === null ? [] : [itemId],
    facts: Object.fromEntries(known),
    decisionId,
  };
  return [{ kind: 'outbox.put', request: { key, target: serviceTarget, payload: { ...request } } }];
}
