import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SegmenterName } from '../../nlu/create-segmenter.ts';
import { decodeIntentModel, encodeIntentModel, type KeptModel } from '../../nlu/intent-model.ts';

/** Where `npm run prepare` puts the model of the shipped intents. */
export const builtModels = join(import.meta.dirname, '..', '..', '..', 'dist', 'model');

/** Words differ between segmenters, so each has a model of its own. */
export function modelFile(directory: string, segmenter: SegmenterName): string {
  return join(directory, `intents-${segmenter}.model`);
}

/** The model in a file, or `null` where there is none. MODEL_INVALID where it is damaged or of another version. */
export function readModel(file: string): KeptModel | null {
  return existsSync(file) ? decodeIntentModel(readFileSync(file)) : null;
}

/** Whoever reads the file meanwhile sees the old model or the new one, whole. */
export function writeModel(file: string, kept: KeptModel): void {
  mkdirSync(dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, encodeIntentModel(kept));
  renameSync(fresh, file);
}
