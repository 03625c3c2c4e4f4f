import { didYouMeanId } from '../../dialogs/dialog-ids.ts';
import { personChoice } from '../../dialogs/say.ts';
import type { Guard } from '../../src/assist/guard/create-guard.ts';
import type { GuardContext } from '../../src/assist/guard/finding.ts';
import { guardContextOf } from '../../src/assist/guard/guard-context.ts';
import type { NewEntry } from '../../src/conversation/log-entry.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import type { ReplyKey } from '../../src/knowledge/replies.ts';
import type { DecideTurn, TurnInput } from './decide-turn.ts';

interface GuardTurnsDeps {
  readonly guard: () => Guard;
  /** A sentence of the shop's without anything filled in. */
  readonly sentence: (key: ReplyKey) => string;
  readonly logger: Logger;
}

/**
 * A bot whose replies have passed the guard. It fails closed: a reply with anything in it that must not go out, or that
 * could not be checked, is replaced by a safe sentence and the offer of a person.
 */
export function guardTurns(decide: DecideTurn, deps: GuardTurnsDeps): DecideTurn {
  return async (input) => {
    const decision = await decide(input);
    const known = guardContextOf(decision.state, [input.entry, ...decision.entries]);
    const names = [...(known.names ?? []), ...(decision.names ?? [])];
    const context = { ...known, names, speaker: 'bot' } as const;
    const entries = decision.entries.map((entry) => guarded(deps, entry, { input, context }));
    return { ...decision, entries };
  };
}

function guarded(
  deps: GuardTurnsDeps,
  entry: NewEntry,
  { input, context }: { readonly input: TurnInput; readonly context: GuardContext },
): NewEntry {
  if (entry.kind !== 'message' || entry.author.role !== 'bot') return entry;
  const rules = brokenRules(deps.guard, wordsOf(entry.body), context);
  if (rules.length === 0) return entry;
  const { conversationId, entry: asked } = input;
  deps.logger.error({ conversationId, seq: asked.seq, rules }, 'reply withheld by the guard');
  const choices = [{ label: deps.sentence('unknown.person'), value: personChoice }];
  const body = { text: deps.sentence('guard.withheld'), details: { choices } };
  return { kind: 'message', author: entry.author, body };
}

/** Ids of the rules that words break; `unchecked` where the guard itself failed. */
export function brokenRules(
  guard: () => Guard,
  words: readonly string[],
  context: GuardContext,
): readonly string[] {
  try {
    const found = words.flatMap((text) => guard().check(text, context).violations);
    return [...new Set(found.map(({ rule }) => rule))];
  } catch {
    return ['unchecked'];
  }
}

/**
 * All that a person could read of a message: its text, its buttons, its cards. Titles of documents and of entries come
 * from the reviewed knowledge, and name 违规处理 and 诈骗 as they must.
 */
function wordsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return /\p{Script=Han}/u.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'citations' || (key === 'choices' && asksBack(value)) ? [] : wordsOf(part),
  );
}

/** 商家不管，平台管不管？ on a button is a shopper's question, which the bot does not ask by itself. */
const asksBack = (details: object) => 'ask' in details && details.ask === didYouMeanId;
