import { z } from 'zod';

/** What the learning process is told on its standard input. */
export const learningOrder = z.strictObject({
  /** Where the model goes. */
  file: z.string(),
  /** Those of the revision that have a say, by path. */
  files: z.array(z.tuple([z.string(), z.string()])),
});

export type LearningOrder = z.infer<typeof learningOrder>;
