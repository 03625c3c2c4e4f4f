import { modelFile, readModel } from '../src/cli/intent-models/model-file.ts';
import { originOf } from '../src/cli/intent-models/origin.ts';
import { trainInChild } from '../src/cli/intent-models/train-in-child.ts';
import { toAppError } from '../src/kernel/errors.ts';
import type { Logger } from '../src/kernel/logger.ts';
import type { IntentFiles } from '../src/knowledge/intent-file.ts';
import { classifyNothing, createClassify } from '../src/nlu/create-classify.ts';
import type { SegmenterName } from '../src/nlu/create-segmenter.ts';
import type { KeptModel, Origin } from '../src/nlu/intent-model.ts';
import type { Classify } from '../src/nlu/interpretation.ts';
import type { Segmenter } from '../src/nlu/segmenter.ts';
import type { Sounds } from '../src/nlu/sounds.ts';
import { followLatest } from './follow-latest.ts';

/** The classifier in force, kept in step with the intents of the shop. */
export interface IntentModels {
  /** Classifies by the last good model. */
  readonly classify: Classify;
  /** How characters sound, as that model knows it; `null` where nothing was learnt. */
  sounds(): Sounds | null;
  /** Learns these intents, if the model in force does not know them yet; resolves when it does, or when that failed. */
  follow(intents: IntentFiles): Promise<void>;
  close(): Promise<void>;
}

interface IntentModelsDeps {
  readonly intents: IntentFiles;
  readonly segmenter: Segmenter;
  readonly segmenterName: SegmenterName;
  /** Where models that are learnt while serving are kept. */
  readonly ownDir: string;
  /** Where the model lies that came with the program. */
  readonly builtDir: string;
  readonly logger: Logger;
}

interface InForce {
  /** `null`: nothing was learnt. */
  readonly origin: Origin | null;
  readonly classify: Classify;
  readonly sounds: Sounds | null;
}

const nothing: InForce = { origin: null, classify: classifyNothing, sounds: null };

/**
 * Opens the model of the intents. Without any model it waits until one is learnt, and fails if that fails; with one of
 * other intents it serves that one and learns beside it.
 */
export async function openIntentModels(deps: IntentModelsDeps): Promise<IntentModels> {
  const { segmenter, segmenterName, ownDir, builtDir, logger } = deps;
  const ending = new AbortController();
  let inForce = nothing;

  const isInForce = ({ examples, code }: Origin) =>
    inForce.origin?.examples === examples && inForce.origin.code === code;

  function putInForce({ model, origin }: KeptModel): void {
    inForce = { origin, classify: createClassify(model, segmenter), sounds: model.sounds };
  }

  async function learn(intents: IntentFiles): Promise<void> {
    if (intents.size === 0) inForce = nothing;
    else if (!isInForce(originOf(intents, segmenterName))) {
      const { signal } = ending;
      const training = { intents, segmenter: segmenterName, directory: ownDir, signal };
      putInForce(await trainInChild(training));
      logger.info({ intents: intents.size }, 'intents learnt');
    }
  }

  const { follow, settled } = followLatest({
    first: deps.intents,
    learn,
    ending: ending.signal,
    onError: (err) =>
      logger.error({ err }, 'intents could not be learnt; the last good model stays'),
  });

  const kept = keptModels([ownDir, builtDir], segmenterName, logger);
  const { code, examples } = originOf(deps.intents, segmenterName);
  const usable = kept.filter(({ origin }) => origin.code === code);
  const best = usable.find(({ origin }) => origin.examples === examples) ?? usable[0];
  if (best && deps.intents.size > 0) {
    putInForce(best);
    void follow(deps.intents);
  } else await learn(deps.intents);

  return {
    classify: (utterance) => inForce.classify(utterance),
    sounds: () => inForce.sounds,
    follow,
    async close() {
      ending.abort();
      await settled();
    },
  };
}

/** A file that cannot be read is passed over: it can be made again. */
function keptModels(
  directories: readonly string[],
  segmenter: SegmenterName,
  logger: Logger,
): readonly KeptModel[] {
  return directories.flatMap((directory) => {
    const file = modelFile(directory, segmenter);
    try {
      return readModel(file) ?? [];
    } catch (error) {
      logger.warn({ file, reason: toAppError(error).message }, 'an intent model cannot be used');
      return [];
    }
  });
}
