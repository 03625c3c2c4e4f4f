import { z } from 'zod';
import type { Order, OrderItem, ServiceRequest, Shipment } from './order.ts';

/*
 * What the order system sends, as the wire promises it. It belongs to somebody else, so it is read with patience:
 * fields we do not know are passed over, an optional one that is missing, null or of the wrong kind is unknown, and
 * a member of an optional list that cannot be read is left out. Only what an order cannot be without must be right.
 */

const longestText = 200;

const id = z.string().min(1).max(128);
/** Titles and names are shown to people; a longer one is cut. */
const text = z
  .string()
  .transform((whole) => [...whole.toWellFormed()].slice(0, longestText).join(''));
const time = z.iso.datetime({ offset: true }).transform((iso) => Date.parse(iso));
const fen = z.int().min(0);

/** Unknown rather than wrong. */
function optional<T>(schema: z.ZodType<T>) {
  return z.union([schema, z.undefined()]).catch(undefined);
}

/** What can be read of a list that may be missing. */
function readable<T>(member: z.ZodType<T>) {
  return z
    .array(optional(member))
    .catch([])
    .transform((members) => members.filter((one) => one !== undefined));
}

const mark = z.enum([
  'no_reason_7',
  'fake_three',
  'fake_four',
  'gold_ten',
  'material_four',
  'weight_diff',
  'price_protect_30',
]);

const item = z.object({
  itemId: id,
  title: text,
  category: optional(text),
  quantity: z.int().min(1),
  unitPriceFen: optional(fen),
  paidFen: optional(fen),
  marks: readable(mark),
  noReturnConfirmedAtPurchase: optional(z.boolean()),
}) satisfies z.ZodType<OrderItem>;

const shipment = z.object({
  trackingNo: id,
  carrier: text,
  status: text,
  shippedAt: optional(time),
  deliveredAt: optional(time),
  signedAt: optional(time),
  signedBy: optional(text),
}) satisfies z.ZodType<Shipment>;

const serviceRequest = z.object({
  serviceId: id,
  kind: text,
  status: text,
  openedAt: optional(time),
  updatedAt: optional(time),
  refundFen: optional(fen),
  returnTrackingNo: optional(id),
}) satisfies z.ZodType<ServiceRequest>;

/** One order. */
export const orderWire = z.object({
  orderId: id,
  shopperId: id,
  placedAt: time,
  completedAt: optional(time),
  status: z.enum(['unpaid', 'paid', 'shipped', 'delivered', 'completed', 'cancelled']),
  seller: z.object({ id, name: text, type: z.enum(['self', 'third_party']) }),
  items: z.array(item),
  paidFen: optional(fen),
  freightFen: optional(fen),
  invoiced: optional(z.boolean()),
  freightInsurance: optional(
    z.object({
      insured: z.boolean(),
      payer: z.enum(['shopper', 'seller']).nullable().catch(null),
      standardFen: optional(fen),
      claim: optional(
        z.object({
          status: z.enum(['reviewing', 'paid', 'rejected']),
          paidFen: optional(fen),
        }),
      ),
    }),
  ),
  shipments: readable(shipment),
  serviceRequests: readable(serviceRequest),
}) satisfies z.ZodType<Order>;

/** A page of them; a cursor that is none ends the list. */
export const orderPageWire = z.object({
  orders: z.array(orderWire),
  next: optional(z.string().min(1).max(512)),
});

export const priceWire = z.object({ priceFen: fen, asOf: time });

export const serviceWire = z.object({ serviceId: id });
