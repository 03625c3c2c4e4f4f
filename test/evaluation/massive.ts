import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Example } from '../../src/nlu/train-intent-model.ts';

const line = z.object({ text: z.string(), label: z.string() });

/** A split of MASSIVE zh-CN (see its NOTICE). */
export function readMassive(split: 'train' | 'dev'): readonly Example[] {
  const file = join(import.meta.dirname, 'massive-zh-CN', `${split}.jsonl`);
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((text) => line.parse(JSON.parse(text)));
}
