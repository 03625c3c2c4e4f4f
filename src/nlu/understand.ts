import type { FindEntities } from './entities/find-entities.ts';
import type { Classify, Understand } from './interpretation.ts';
import { normalise } from './normalise.ts';

interface UnderstandDeps {
  readonly classify: Classify;
  readonly findEntities: FindEntities;
}

/** Understands an utterance: which of the intents it has, and what it says beside. */
export function createUnderstand({ classify, findEntities }: UnderstandDeps): Understand {
  return (original, now) => {
    const text = normalise(original);
    return { ...classify(text), text, entities: findEntities(original, now) };
  };
}
