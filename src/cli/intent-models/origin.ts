import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { hashJson, sha256 } from '../../kernel/hash.ts';
import type { IntentFiles } from '../../knowledge/intent-file.ts';
import type { SegmenterName } from '../../nlu/create-segmenter.ts';
import type { Origin } from '../../nlu/intent-model.ts';
import type { Example } from '../../nlu/train-intent-model.ts';

const repository = join(import.meta.dirname, '..', '..', '..');

/** Every file that has a say in what a model becomes. A test follows the imports of the trainer and compares. */
export const learningCode = [
  'src/nlu/calibrate.ts',
  'src/nlu/create-segmenter.ts',
  'src/nlu/featurise.ts',
  'src/nlu/intent-model.ts',
  'src/nlu/linear/model.ts',
  'src/nlu/linear/problem.ts',
  'src/nlu/linear/quantise.ts',
  'src/nlu/linear/seeded-random.ts',
  'src/nlu/linear/train.ts',
  'src/nlu/mixed-margins.ts',
  'src/nlu/network/four-rows.ts',
  'src/nlu/network/network.ts',
  'src/nlu/network/side-by-side.ts',
  'src/nlu/network/train-network.ts',
  'src/nlu/nodejieba-segmenter.ts',
  'src/nlu/normalise.ts',
  'src/nlu/read-vocabulary.ts',
  'src/nlu/rs-segmenter.ts',
  'src/nlu/simplified.ts',
  'src/nlu/sounds.ts',
  'src/nlu/train-intent-model.ts',
] as const;

const dictionaries = { rs: '@node-rs/jieba', nodejieba: 'nodejieba' } as const;
const lockFile = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional() })),
});

/** What a model of these intents would be made from, by this program, today. */
export function originOf(intents: IntentFiles, segmenter: SegmenterName): Origin {
  const code = learningCode.map((path) => sha256(readFileSync(join(repository, path))));
  const lock = lockFile.parse(
    JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')),
  );
  const packages = [dictionaries[segmenter], 'opencc-js', 'pinyin-pro'].map(
    (name) => `${name} ${lock.packages[`node_modules/${name}`]?.version}`,
  );
  return {
    examples: hashJson(examplesOf(intents).map(({ text, label }) => [label, text])),
    code: hashJson([...code, ...packages]),
  };
}

/** The utterances of all intents, in an order that does not depend on that of the files. */
export function examplesOf(intents: IntentFiles): readonly Example[] {
  return [...intents.values()]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, utterances }) => utterances.map((text) => ({ text, label: name })));
}
