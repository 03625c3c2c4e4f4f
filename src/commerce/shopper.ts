import type { ShopperId } from '../kernel/ids.ts';

/**
 * Who asks. Only `signed` is vouched for by the merchant; `demo` is a visitor while no order system is connected;
 * a `guest` is a visitor of whom nothing is known, and who sees no orders.
 */
export interface Shopper {
  readonly shopperId: ShopperId;
  readonly kind: 'signed' | 'demo' | 'guest';
}
