import { builtModels, modelFile, readModel } from '../../src/cli/intent-models/model-file.ts';
import type { Revision } from '../../src/knowledge/revision.ts';
import { createClassify } from '../../src/nlu/create-classify.ts';
import { normalise } from '../../src/nlu/normalise.ts';
import { createRsSegmenter } from '../../src/nlu/rs-segmenter.ts';
import type { FaqResult } from '../../src/search/faq-result.ts';
import { createFaqSearch, foundFor } from '../../src/search/search-answers.ts';

/** The search with the intent that the classifier reads, as the bot asks it. Needs `npm run prepare`. */
export function searchAsTheBot(revision: Revision): (question: string) => FaqResult {
  const segmenter = createRsSegmenter();
  const kept = readModel(modelFile(builtModels, 'rs'));
  if (kept === null) throw new Error('no intent model: run npm run prepare');
  const classify = createClassify(kept.model, segmenter);
  const search = createFaqSearch(revision, segmenter, { sounds: () => kept.model.sounds });
  return (question) => foundFor(classify(normalise(question)).intent, search(question));
}
