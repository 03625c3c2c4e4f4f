import type { TurnContext } from 'botbuilder-core';
import type { Outcome } from '../src/policy/decision.ts';
import { type PrivacyAct, requestEffects } from '../src/privacy/privacy-effects.ts';
import { sayReply } from './say.ts';
import { turnOf } from './turn.ts';

const acts: ReadonlyMap<unknown, PrivacyAct> = new Map([
  ['privacy_erase', 'erase'],
  ['privacy_export', 'export'],
] as const);

/** What the decision lets the program do at once; `null`: a case for a person. */
export function privacyActOf({ act }: Outcome): PrivacyAct | null {
  return acts.get(act) ?? null;
}

/** Takes the request with this commit; it is carried out right after it, and told then. */
export async function privacyStep(context: TurnContext, act: PrivacyAct): Promise<void> {
  const turn = turnOf(context);
  const { receiptId, effects } = requestEffects(act, turn);
  turn.effects.push(...effects);
  await sayReply(context, `privacy.begun.${act}`, { receiptId });
}
