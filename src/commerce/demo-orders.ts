import type { DemoGoodsName, DemoShopName } from './demo-goods.ts';
import type { Order, ServiceRequest } from './order.ts';

/** Days before the shopper's first look, in the shop's calendar. */
type DaysAgo = number;

/** How far an order has come. */
type Progress =
  | { readonly is: 'unpaid' | 'paid' | 'cancelled' }
  | { readonly is: 'shipped'; readonly shipped: DaysAgo }
  /** At the door or the pick-up point, and nobody has signed. */
  | { readonly is: 'delivered'; readonly shipped: DaysAgo; readonly arrived: DaysAgo }
  | {
      readonly is: 'signed' | 'completed';
      readonly shipped: DaysAgo;
      readonly signed: DaysAgo;
      readonly by?: string;
    };

interface DemoServiceRequest extends Pick<ServiceRequest, 'kind' | 'status'> {
  readonly opened: DaysAgo;
  readonly updated: DaysAgo;
  readonly refundFen?: number;
  readonly returnTrackingNo?: string;
}

/** One order of the demonstration; `demo-order-gateway.ts` dates it. */
export interface DemoOrder {
  /** Two digits, the end of its number. */
  readonly number: number;
  readonly shop: DemoShopName;
  /** Absent: the day before it was shipped, or yesterday. */
  readonly placed?: DaysAgo;
  readonly progress: Progress;
  readonly goods: readonly DemoGoodsName[];
  /** Absent: one of each. */
  readonly quantity?: number;
  readonly freightFen?: number;
  /** Absent: the system does not say. */
  readonly insurance?: 'shopper' | 'seller' | 'none';
  readonly freightClaim?: NonNullable<Order['freightInsurance']>['claim'];
  readonly invoiced?: boolean;
  readonly requests?: readonly DemoServiceRequest[];
  /** Of another shopper: it must never be seen. */
  readonly isForeign?: true;
}

const signed = (days: DaysAgo, by?: string): Progress => ({
  is: 'signed',
  shipped: days + 2,
  signed: days,
  ...(by === undefined ? {} : { by }),
});
const completed = (days: DaysAgo): Progress => ({
  is: 'completed',
  shipped: days + 2,
  signed: days,
});

const delivered = (shipped: DaysAgo, arrived: DaysAgo): Progress => ({
  is: 'delivered',
  shipped,
  arrived,
});
const paid: Progress = { is: 'paid' };

const arrivedBack: DemoServiceRequest = {
  kind: 'return_goods',
  status: 'refunding',
  opened: 7,
  updated: 1,
  refundFen: 69_900,
  returnTrackingNo: 'YQ880100000041',
};
const refunded: DemoServiceRequest = {
  kind: 'return_goods',
  status: 'refunded',
  opened: 15,
  updated: 10,
  refundFen: 32_900,
  returnTrackingNo: 'YQ880100000042',
};
const sentBack: DemoServiceRequest = {
  kind: 'return_goods',
  status: 'refunded',
  opened: 9,
  updated: 2,
  refundFen: 69_900,
  returnTrackingNo: 'YQ880100000045',
};
const onItsWay: DemoServiceRequest = {
  kind: 'return_goods',
  status: 'returning',
  opened: 3,
  updated: 1,
  returnTrackingNo: 'YQ880100000047',
};
const underRepair: DemoServiceRequest = {
  kind: 'repair_goods',
  status: '已寄到维修点，检测中',
  opened: 4,
  updated: 2,
  returnTrackingNo: 'YQ880100000043',
};
const underReview: DemoServiceRequest = {
  kind: 'return_goods',
  status: 'submitted',
  opened: 1,
  updated: 1,
};

/** Number → where, what, how far, and whatever else differs from an order without freight, insurance or trouble. */
type Row = readonly [
  shop: DemoShopName,
  goods: readonly DemoGoodsName[],
  progress: Progress,
  more?: Omit<DemoOrder, 'number' | 'shop' | 'goods' | 'progress'>,
];

/** Signed 1, 6, 7, 8, 15, 16 and more days ago: around the ends of every period somebody might ask about. */
const rows: Readonly<Record<number, Row>> = {
  1: ['wardrobe', ['coat'], signed(1), { insurance: 'seller' }],
  2: ['wardrobe', ['shirt'], signed(2), { insurance: 'none' }],
  3: ['wardrobe', ['dress'], signed(6), { insurance: 'shopper', freightFen: 1_000 }],
  4: ['own', ['runners'], signed(7), { insurance: 'none', invoiced: true }],
  5: ['wardrobe', ['boots'], signed(8), { insurance: 'seller' }],
  6: ['wardrobe', ['suit'], signed(3), { placed: 20, invoiced: true }],
  7: ['gadgets', ['phone'], signed(1), { insurance: 'none', invoiced: true }],
  8: ['gadgets', ['phoneOther'], signed(15), { invoiced: true }],
  9: ['own', ['laptop'], signed(16), { invoiced: true }],
  10: ['own', ['laptop', 'keyboard'], signed(6), { insurance: 'none', invoiced: true }],
  11: ['gadgets', ['camera'], signed(7, '驿站代收'), { insurance: 'shopper' }],
  12: ['own', ['washer'], signed(15), { invoiced: true }],
  13: ['own', ['kettle'], signed(1), { insurance: 'none', invoiced: false }],
  14: ['own', ['hairDryer'], signed(8), { insurance: 'none' }],
  15: ['jewels', ['jade'], signed(3), { insurance: 'none', invoiced: true }],
  16: ['jewels', ['pearls'], signed(3), { insurance: 'none', invoiced: true }],
  17: ['jewels', ['ring'], completed(5)],
  18: ['jewels', ['goldBar'], signed(6), { invoiced: true }],
  19: ['jewels', ['goldBead'], signed(2), { invoiced: true }],
  20: ['gadgets', ['watch'], signed(6, '门卫代收'), { insurance: 'shopper' }],
  21: ['pantry', ['fruit'], signed(1), { quantity: 2, freightFen: 600 }],
  22: ['pantry', ['biscuits'], signed(4), { quantity: 3 }],
  23: ['pantry', ['vitamins'], signed(6), { insurance: 'none' }],
  24: ['own', ['cream'], signed(2), { insurance: 'none' }],
  25: ['own', ['toothbrush'], signed(7), { insurance: 'none' }],
  26: ['gadgets', ['shaver'], completed(30), { invoiced: true }],
  27: ['wardrobe', ['underwear'], signed(1), { insurance: 'seller' }],
  28: ['wardrobe', ['bra'], signed(2), { insurance: 'seller' }],
  29: ['own', ['topUp'], paid, { placed: 2 }],
  30: ['own', ['giftCard'], paid],
  31: ['gadgets', ['software'], signed(3), { insurance: 'none' }],
  32: ['shelf', ['novel', 'atlas'], signed(7), { freightFen: 500 }],
  33: ['rooms', ['sofa'], delivered(4, 1), { placed: 12, freightFen: 12_000 }],
  34: ['rooms', ['desk'], signed(16), { insurance: 'none' }],
  35: ['rooms', ['cabinet'], signed(5), { placed: 30 }],
  36: ['shelf', ['blocks'], delivered(3, 2), { insurance: 'seller' }],
  37: ['shelf', ['plush'], { is: 'shipped', shipped: 2 }, { insurance: 'none' }],
  38: ['own', ['tent'], paid, { placed: 2 }],
  39: ['own', ['kettle', 'leash'], { is: 'unpaid' }],
  40: ['wardrobe', ['shirt'], { is: 'cancelled' }, { placed: 5, quantity: 2 }],
  41: ['wardrobe', ['coat', 'shirt'], signed(9), { insurance: 'seller', requests: [arrivedBack] }],
  42: ['own', ['keyboard'], signed(17), { requests: [refunded] }],
  43: ['gadgets', ['camera'], signed(5), { insurance: 'shopper', requests: [underRepair] }],
  44: ['jewels', ['pearls'], signed(4), { requests: [underReview] }],
  45: ['wardrobe', ['coat'], signed(12), { insurance: 'seller', requests: [sentBack] }],
  46: [
    'wardrobe',
    ['boots'],
    signed(13),
    {
      insurance: 'seller',
      requests: [{ ...sentBack, refundFen: 45_900 }],
      freightClaim: { status: 'paid', paidFen: 1_000 },
    },
  ],
  47: ['shelf', ['blocks'], signed(5), { insurance: 'seller', requests: [onItsWay] }],
  91: ['own', ['laptop'], signed(2), { isForeign: true }],
  92: ['wardrobe', ['coat'], signed(1), { isForeign: true }],
};

export const demoOrders: readonly DemoOrder[] = Object.entries(rows).map(
  ([number, [shop, goods, progress, more]]) => ({
    number: Number(number),
    shop,
    goods,
    progress,
    ...more,
  }),
);
