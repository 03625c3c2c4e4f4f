import { join } from 'node:path';
import { createGuards } from '../../assist/guard/create-guard.ts';
import { createRuleBooks } from '../../forms/rule-book.ts';
import { toAppError } from '../../kernel/errors.ts';
import { checkKnowledgeFolder } from '../../knowledge/check-knowledge-folder.ts';
import { packRevision } from '../../knowledge/pack-revision.ts';
import { createSegmenter, type SegmenterName } from '../../nlu/create-segmenter.ts';
import { policiesOf } from '../../policy/policy-compiler.ts';
import { createCheckRevision } from '../../publishing/check-revision.ts';
import { searchDataOf } from '../../search/search-answers.ts';
import { builtReadings, createKeptReadings } from '../kept-readings.ts';
import { builtModels, modelFile, readModel } from './model-file.ts';
import { originOf } from './origin.ts';
import { trainInChild } from './train-in-child.ts';

const knowledge = join(import.meta.dirname, '..', '..', '..', 'knowledge');
const segmenter: SegmenterName = 'rs';

/**
 * Trains the model of the shipped intents, and keeps what a start would make of the shipped files, unless it is there.
 * Says in one line what was done.
 */
export async function prepareIntentModel(): Promise<string> {
  const kept = createKeptReadings([builtReadings]);
  const check = createCheckRevision(createRuleBooks(policiesOf), createGuards());
  const { revision } = await checkKnowledgeFolder(knowledge, check, kept);
  packRevision(revision);
  searchDataOf(revision, await createSegmenter(segmenter));
  kept.keepDerived(revision);
  const { intents } = revision;
  if (intents.size === 0) return 'intents: none in knowledge/, nothing to learn';
  const { examples, code } = originOf(intents, segmenter);
  const built = readBuilt();
  if (built?.examples === examples && built.code === code) return 'intents: unchanged';
  const startedAt = performance.now();
  const { model } = await trainInChild({ intents, segmenter, directory: builtModels });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  return `intents: learnt in ${seconds} s, ${model.labels.length} intents, ${model.vocabulary.size} features`;
}

function readBuilt() {
  try {
    return readModel(modelFile(builtModels, segmenter))?.origin ?? null;
  } catch (thrown) {
    // Damaged, or of another version: it is replaced.
    if (toAppError(thrown).code === 'MODEL_INVALID') return null;
    throw thrown;
  }
}
