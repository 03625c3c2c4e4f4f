import { examplesOf } from '../../src/cli/intent-models/origin.ts';
import { readKnowledgeFolder } from '../../src/knowledge/read-knowledge-folder.ts';
import { readRevision } from '../../src/knowledge/revision.ts';
import type { FeatureTools } from '../../src/nlu/featurise.ts';
import type { IntentModel } from '../../src/nlu/intent-model.ts';
import { createRsSegmenter } from '../../src/nlu/rs-segmenter.ts';
import { createSounds } from '../../src/nlu/sounds.ts';
import { type Example, trainIntentModel } from '../../src/nlu/train-intent-model.ts';

let made: FeatureTools | undefined;

/** Made once for all parts: the table of sounds takes half a second. */
export function tools(): FeatureTools {
  made ??= { segmenter: createRsSegmenter(), sounds: createSounds() };
  return made;
}

/** What the shipped intents are learnt from. */
export async function ownExamples(): Promise<readonly Example[]> {
  const { files } = await readKnowledgeFolder('knowledge');
  return examplesOf(readRevision(files).revision.intents);
}

export interface Training {
  readonly model: IntentModel;
  readonly cpuSeconds: number;
}

export function learn(examples: readonly Example[]): Training {
  const before = process.cpuUsage();
  const model = trainIntentModel(examples, tools());
  const { user, system } = process.cpuUsage(before);
  return { model, cpuSeconds: (user + system) / 1e6 };
}
