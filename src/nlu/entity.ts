/** Kinds of goods that rules tell apart. */
export const productCategories = [
  'clothing',
  'shoes',
  'phone',
  'computer',
  'camera',
  'appliance',
  'jewellery',
  'gold',
  'watch',
  'food',
  'health_food',
  'cosmetics',
  'personal_care',
  'underwear',
  'virtual_goods',
  'software',
  'book',
  'furniture',
  'toy',
  'other',
] as const;

export type ProductCategory = (typeof productCategories)[number];

/** Why a shopper wants something done. */
export const reasons = [
  'no_reason',
  'quality',
  'wrong_item',
  'missing_item',
  'damaged',
  'counterfeit',
  'not_as_described',
  'late',
  'other',
] as const;

export type Reason = (typeof reasons)[number];

export interface Amount {
  readonly yuan: number;
  /** Integer. */
  readonly fen: number;
}

/** What each type of entity holds. */
export interface EntityValues {
  /** Without spaces or separators, NFKC. */
  readonly order_id: string;
  /** Likewise, in upper case. */
  readonly tracking_no: string;
  readonly phone: string;
  readonly id_card: string;
  readonly bank_card: string;
  readonly email: string;
  readonly amount: Amount;
  readonly quantity: number;
  /** How long ago, in days; the words say a span, not a date. */
  readonly days_ago: number;
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  readonly date: string;
  readonly product: string;
  readonly product_category: ProductCategory;
  readonly reason: Reason;
  readonly packaging_opened: boolean;
  readonly used: boolean;
}

export type EntityType = keyof EntityValues;

/** A span of an utterance that means something: `text` is `original.slice(start, end)` (UTF-16 units). */
export type Entity = {
  readonly [Type in EntityType]: {
    readonly type: Type;
    readonly value: EntityValues[Type];
    readonly text: string;
    readonly start: number;
    readonly end: number;
  };
}[EntityType];
