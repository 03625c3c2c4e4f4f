import { z } from 'zod';

/** As many UTF-16 units as a shopper's message may have. */
const longestText = 4000;

/** Body of `POST /api/understand`. `now`: ISO 8601 with offset, what 昨天 is counted from; unset = now. */
export const understandBody = z.strictObject({
  text: z.string().min(1).max(longestText),
  now: z.iso.datetime({ offset: true }).optional(),
});

/** What `POST /api/understand` answers. */
export interface UnderstandReply {
  readonly revision: string;
  readonly normalized: string;
  /** Always the best of the 27. */
  readonly intent: string;
  readonly confidence: number;
  /** All 27, best first. */
  readonly ranking: readonly { readonly intent: string; readonly confidence: number }[];
  /** In the order of the text; `text` is what was typed from `start` to `end` (UTF-16 units). */
  readonly entities: readonly {
    readonly type: string;
    readonly value: string | number | boolean | { readonly yuan: number; readonly fen: number };
    readonly text: string;
    readonly start: number;
    readonly end: number;
  }[];
  /** In the order they were said, where there are surely several; `text` is what was typed from `start` to `end`, without what joins it. */
  readonly wishes: readonly {
    readonly intent: string;
    readonly confidence: number;
    readonly text: string;
    readonly start: number;
    readonly end: number;
  }[];
  /** `emergency`: danger, or money already lost; `signs`: the words that tell it, the gravest first. Changes no decision. */
  readonly mood: {
    readonly level: 'calm' | 'upset' | 'threatening' | 'emergency';
    readonly signs: readonly { readonly kind: string; readonly words: string }[];
  };
  readonly command: UnderstandCommand;
  /** What the search would tell, whatever the intent; `null` outside the answer zone. */
  readonly answer: {
    readonly entryId: string;
    readonly question: string;
    readonly text: string;
    readonly confidence: number;
    readonly citations: readonly UnderstandCitation[];
  } | null;
  /** Questions to choose from, in the middle zone only. */
  readonly didYouMean: readonly { readonly entryId: string; readonly question: string }[];
}

/** `why` tells a refusal of what is not the shop's business from not knowing. */
export type UnderstandCommand =
  | { readonly kind: 'start'; readonly dialog: string }
  | { readonly kind: 'answer' | 'clarify' | 'handoff' | 'chitchat' }
  | { readonly kind: 'refuse'; readonly why: 'out_of_scope' | 'unknown' };

interface UnderstandCitation {
  readonly revision: string;
  readonly clauseId: string;
  readonly title: string;
  readonly tier: 'law' | 'platform' | 'merchant' | 'reference';
  readonly source: string;
  readonly effectiveFrom: string | null;
}
