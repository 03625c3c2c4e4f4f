import { z } from 'zod';

/** Body of `POST /api/chat/session`. `shopperToken` is the merchant's JWT: HS256, `{sub, name?, exp}`. */
export const chatSessionRequest = z.strictObject({ shopperToken: z.string().max(4096).optional() });

/**
 * How we know the shopper: `signed` by the merchant, `demo` where the shop has demonstration orders,
 * `guest` otherwise (no order list, no execution of privacy requests).
 */
export const shopperKind = z.enum(['signed', 'demo', 'guest']);

export type ShopperKind = z.infer<typeof shopperKind>;

/** What the page says about whose shop this is. */
export interface ShopView {
  readonly name: string;
  readonly botName: string;
  readonly disclaimer: string;
  /** Only a number that somebody has checked; `null` otherwise. */
  readonly hotline: string | null;
  readonly hours: string;
}

export interface ChatSessionReply {
  readonly conversationId: string;
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
  /** `from.id` of the shopper's own messages. */
  readonly userId: string;
  readonly shopper: ShopperKind;
  readonly shop: ShopView;
  /** The server's time, ISO 8601: days that are left are counted by it, not by the shopper's device. */
  readonly now: string;
}
