import type { IntentFile, IntentFiles } from '../../knowledge/intent-file.ts';
import { goalOf } from './goals.ts';

/** How many utterances an intent has, and should have. */
export interface Count {
  readonly intent: IntentFile;
  readonly count: number;
  readonly goal: number;
}

export function countsOf(intents: IntentFiles): readonly Count[] {
  return Array.from(intents.values(), (intent) => ({
    intent,
    count: intent.utterances.length,
    goal: goalOf(intent.name),
  }));
}
