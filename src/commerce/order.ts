export type OrderStatus = 'unpaid' | 'paid' | 'shipped' | 'delivered' | 'completed' | 'cancelled';

export type ItemMark =
  | 'no_reason_7'
  | 'fake_three'
  | 'fake_four'
  | 'gold_ten'
  | 'material_four'
  | 'weight_diff'
  | 'price_protect_30';

/** An order as the shop's order system tells it. `undefined` = the system did not say: an unknown fact. Times are epoch ms, money is fen. */
export interface Order {
  readonly orderId: string;
  readonly shopperId: string;
  readonly placedAt: number;
  /** When the deal was done, which is later than the receipt. */
  readonly completedAt?: number | undefined;
  readonly status: OrderStatus;
  readonly seller: Seller;
  readonly items: readonly OrderItem[];
  readonly paidFen: number | undefined;
  readonly freightFen: number | undefined;
  readonly invoiced: boolean | undefined;
  readonly freightInsurance: FreightInsurance | undefined;
  readonly shipments: readonly Shipment[];
  readonly serviceRequests: readonly ServiceRequest[];
}

interface Seller {
  readonly id: string;
  readonly name: string;
  readonly type: 'self' | 'third_party';
}

export interface OrderItem {
  readonly itemId: string;
  readonly title: string;
  /** A product category of ours, or another word of the system's. */
  readonly category: string | undefined;
  readonly quantity: number;
  readonly unitPriceFen: number | undefined;
  readonly paidFen: number | undefined;
  readonly marks: readonly ItemMark[];
  /** The shopper confirmed at purchase that these goods cannot go back. */
  readonly noReturnConfirmedAtPurchase: boolean | undefined;
}

interface FreightInsurance {
  readonly insured: boolean;
  readonly payer: 'shopper' | 'seller' | null;
  /** What the insurer pays for one way by its scale. */
  readonly standardFen?: number | undefined;
  /** Of the insurer, once the return is completed. */
  readonly claim?: FreightClaim | undefined;
}

interface FreightClaim {
  readonly status: 'reviewing' | 'paid' | 'rejected';
  readonly paidFen?: number | undefined;
}

export interface Shipment {
  readonly trackingNo: string;
  readonly carrier: string;
  readonly status: string;
  readonly shippedAt: number | undefined;
  readonly deliveredAt: number | undefined;
  readonly signedAt: number | undefined;
  readonly signedBy: string | undefined;
}

/** A return, exchange or repair that the order system works on. */
export interface ServiceRequest {
  readonly serviceId: string;
  readonly kind: string;
  readonly status: string;
  readonly openedAt: number | undefined;
  readonly updatedAt: number | undefined;
  readonly refundFen: number | undefined;
  readonly returnTrackingNo: string | undefined;
}
