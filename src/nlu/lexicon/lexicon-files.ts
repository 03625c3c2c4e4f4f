import { z } from 'zod';
import { productCategories, reasons } from '../entity.ts';
import { moodKinds } from '../mood/mood.ts';

// The files of `lexicon/*.yaml`, and what a missing one counts as.

const words = z.array(z.string().trim().min(1, '不能为空').max(120, '太长了，最多 120 个字'));

export const goodsFile = z.strictObject({
  categories: z.partialRecord(z.enum(productCategories), words),
  models: z.partialRecord(z.enum(productCategories), words).default({}),
  brands: words.default([]),
  look_alikes: words.default([]),
});
export const noGoods: GoodsFile = {
  categories: {},
  models: {},
  brands: [],
  look_alikes: [],
};

export const reasonsFile = z.strictObject({
  reasons: z.partialRecord(z.enum(reasons), words),
  look_alikes: words.default([]),
});
export const noReasons: ReasonsFile = { reasons: {}, look_alikes: [] };

export const moodsFile = z.strictObject({
  moods: z.partialRecord(z.enum(moodKinds), words),
  look_alikes: words.default([]),
});
export const noMoods: MoodsFile = { moods: {}, look_alikes: [] };

const yesNo = z.strictObject({ yes: words, no: words, look_alikes: words.default([]) });
export const conditionsFile = z.strictObject({ packaging_opened: yesNo, used: yesNo });
const noWords = { yes: [], no: [], look_alikes: [] };
export const noConditions: ConditionsFile = { packaging_opened: noWords, used: noWords };

export const couriersFile = z.array(
  z.strictObject({
    name: z.string().min(1, '不能为空'),
    aliases: words.default([]),
    numbers: z
      .array(
        z.strictObject({
          prefix: z.string().regex(/^[A-Z]{1,4}$/, '1 到 4 个大写字母'),
          letters: z.number().int().min(0).max(3).default(0),
          digits: z.tuple([z.number().int().min(6).max(20), z.number().int().min(6).max(20)]),
          suffix: z
            .string()
            .regex(/^[A-Z]{0,3}$/, '最多 3 个大写字母')
            .default(''),
        }),
      )
      .default([]),
  }),
);

export type GoodsFile = z.infer<typeof goodsFile>;
export type MoodsFile = z.infer<typeof moodsFile>;
export type ReasonsFile = z.infer<typeof reasonsFile>;
export type ConditionsFile = z.infer<typeof conditionsFile>;
export type CouriersFile = z.infer<typeof couriersFile>;
