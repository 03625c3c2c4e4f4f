import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalise } from '../../src/nlu/normalise.ts';
import type { Example } from '../../src/nlu/train-intent-model.ts';

/** Who wrote the held-out utterances; test/evaluation/routes/README.md tells how. */
export const routeWriters = ['a', 'b', 'c', 'd'] as const;
export type RouteWriter = (typeof routeWriters)[number];

/** The lines of one writer that are not among those learnt from, whatever their punctuation. */
export function readRoutes(writer: RouteWriter, learnt: readonly Example[]): readonly Example[] {
  const known = new Set(learnt.map(({ text }) => bare(text)));
  const file = join(import.meta.dirname, 'routes', `writer-${writer}.jsonl`);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Example => {
      const { text, intent } = JSON.parse(line) as {
        readonly text: string;
        readonly intent: string;
      };
      return { text, label: intent };
    })
    .filter(({ text }) => !known.has(bare(text)));
}

const bare = (text: string) => normalise(text).text.replace(/[\p{P}\p{S}\s]/gu, '');
