/**
 * What a message of the bot carries beside its text, in `channelData.anxin`, for a page to show as more than words.
 * Every card is also told in the text, so that a channel without cards loses nothing.
 */

/** How the page may offer to answer `ask`. Whatever it sends is also plain text a shopper could have typed. */
export type AskInput =
  /** Tapping one sends its `label` as text with `value: { choice: <value> }`. */
  | { readonly kind: 'orders'; readonly orders: readonly OrderCard[] }
  /** Sends `YYYY-MM-DD` as text. */
  | { readonly kind: 'date'; readonly min: string; readonly max: string }
  /** Opens the choice of files; they travel through Direct Line's upload. */
  | { readonly kind: 'photos'; readonly most: number };

export interface OrderCard {
  readonly value: string;
  readonly label: string;
  readonly orderId: string;
  readonly itemId: string;
  readonly title: string;
  readonly quantity: number;
  /** ISO 8601. */
  readonly placedAt: string;
  /** In Chinese, e.g. 已签收. */
  readonly status: string;
  /** In Chinese: 自营 or the seller's name. */
  readonly seller: string;
  readonly paidFen: number | null;
}

/** `outcome` of a message: what was decided. Its clauses are the message's `citations`. */
export interface OutcomeCard {
  readonly status: 'granted' | 'partly' | 'refused' | 'person' | 'missing';
  /** e.g. 可以退货 */
  readonly title: string;
  readonly reason: string;
  /** Name and value, e.g. 寄回运费 · 您承担. */
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  /** Days to keep, `date` = ISO 8601. */
  readonly dates: readonly { readonly label: string; readonly date: string }[];
  /** What stood in the way, e.g. 晚了 1 天. */
  readonly nearMiss: readonly string[];
  /** What proves the matter; absent where nothing has to be proved. */
  readonly checklist?: readonly {
    readonly label: string;
    /** `keep`: nobody can tell from here whether the shopper has it. */
    readonly state: 'there' | 'missing' | 'keep';
    /** What there is, or what to do now. */
    readonly text: string;
  }[];
}

/** `case` of a message: the case as it stands. */
export interface CaseCard {
  readonly caseId: string;
  readonly kind: string;
  /** In Chinese, e.g. 退货. */
  readonly kindText: string;
  readonly status: string;
  /** In Chinese, e.g. 等待商家审核. */
  readonly statusText: string;
  readonly subject: string;
  /** ISO 8601. */
  readonly openedAt: string;
  /** Whose move it is; absent in messages of an earlier version. */
  readonly turn?: 'shop' | 'shopper' | 'nobody';
  /** In Chinese, e.g. 下一步在我们这边。 */
  readonly turnText?: string;
  readonly deadlines: readonly {
    readonly what: string;
    /** In Chinese. */
    readonly text: string;
    /** ISO 8601. */
    readonly dueAt: string;
    readonly state: 'running' | 'kept' | 'breached' | 'withdrawn';
    /** Whose duty it is; absent: the shop's. */
    readonly by?: 'shop' | 'shopper';
  }[];
}
