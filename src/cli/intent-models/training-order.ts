import { z } from 'zod';

/** What the training process is told on its standard input. */
export const trainingOrder = z.strictObject({
  segmenter: z.enum(['rs', 'nodejieba']),
  /** Where the model goes. */
  file: z.string(),
  origin: z.strictObject({ examples: z.string(), code: z.string() }),
  examples: z.array(z.strictObject({ text: z.string(), label: z.string() })),
});

export type TrainingOrder = z.infer<typeof trainingOrder>;
