/** Why something is kept although the shopper wants it deleted: there is no other reason. */
export const groundIds = [
  /** A case is open, and with it the duty to settle it. */
  'open_dispute',
  /** Records of trade, which the law wants kept; they are the order system's. */
  'trade_records',
  /** That the request was met, and how. */
  'proof',
] as const;

export type GroundId = (typeof groundIds)[number];
