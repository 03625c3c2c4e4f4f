import { createRank } from '../../src/nlu/create-classify.ts';
import { encodeIntentModel } from '../../src/nlu/intent-model.ts';
import { normalise } from '../../src/nlu/normalise.ts';
import { trainIntentModel } from '../../src/nlu/train-intent-model.ts';
import { tools } from '../evaluate/classifier.ts';
import type { Peer } from './peer.ts';

export const ours: Peer = {
  title: 'ours',
  learn: async (examples) => {
    const model = trainIntentModel(examples, tools());
    const rank = createRank(model, tools().segmenter);
    return {
      classify: (text) => rank(normalise(text).text)[0]?.label ?? '',
      modelBytes: encodeIntentModel({ model, origin: { examples: '', code: '' } }).length,
    };
  },
};
