import type { Guard } from '../../src/assist/guard/create-guard.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import type { ReplyFacts } from '../../src/knowledge/fill-reply.ts';
import type { ReplyKey } from '../../src/knowledge/replies.ts';
import { brokenRules } from './guard-turns.ts';

export type Say = (key: ReplyKey, facts?: ReplyFacts) => string;

/** Sentences outside of turns, of timers, cases and agents who come and go: what is filled in may hold anything. */
export function guardSay(
  say: Say,
  { guard, logger }: { readonly guard: () => Guard; readonly logger: Logger },
): Say {
  return (key, facts) => {
    const text = say(key, facts);
    if (facts === undefined) return text;
    const rules = brokenRules(guard, [text], { said: [], speaker: 'bot' });
    if (rules.length === 0) return text;
    logger.error({ key, rules }, 'sentence withheld by the guard');
    return say('guard.withheld');
  };
}
