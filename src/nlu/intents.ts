import { type IntentName, intentNames } from '../knowledge/intent-names.ts';

export type Intent = IntentName;

/** What a message can be routed to: the names that files of knowledge use. */
export const intents: readonly Intent[] = intentNames;

export function isIntent(text: string): text is Intent {
  return (intents as readonly string[]).includes(text);
}
