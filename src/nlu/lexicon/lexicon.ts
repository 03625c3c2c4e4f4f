import type { ProductCategory, Reason } from '../entity.ts';
import type { MoodKind } from '../mood/mood.ts';

export interface Courier {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly numbers: readonly {
    /** Letters that every number begins with. */
    readonly prefix: string;
    /** How many more letters may follow them. */
    readonly letters: number;
    readonly digits: readonly [fewest: number, most: number];
    readonly suffix: string;
  }[];
}

/** Words of goods. All are spelled as in aligned text. */
export interface GoodsWords {
  readonly categories: ReadonlyMap<string, ProductCategory>;
  /** Goods that are known by their own name (iphone): a product, and of a category. */
  readonly models: ReadonlyMap<string, ProductCategory>;
  readonly brands: readonly string[];
  /** Hold a word of goods and mean none: 手机号, 说明书. */
  readonly lookAlikes: readonly string[];
}

/** Sources of regular expressions, the longest phrase first; `null` where nothing was written. */
export interface PhraseWords {
  readonly reasons: ReadonlyMap<Reason, string>;
  readonly notReasons: string | null;
  readonly opened: YesNo;
  readonly used: YesNo;
}

/** Likewise, for how a shopper is. */
export interface MoodWords {
  readonly moods: ReadonlyMap<MoodKind, string>;
  readonly notMoods: string | null;
}

export interface YesNo {
  readonly yes: string | null;
  readonly no: string | null;
  readonly lookAlikes: string | null;
}

/** The words by which entities are known, from `lexicon/*.yaml`. */
export interface Lexicon extends PhraseWords, MoodWords {
  readonly goods: GoodsWords;
  readonly couriers: readonly Courier[];
}
