import { prepareIntentModel } from '../../src/cli/intent-models/prepare-intent-model.ts';

/** Once before the tests that start servers: else each of them would learn the intents that were just changed. */
export async function setup(): Promise<void> {
  await prepareIntentModel();
}
