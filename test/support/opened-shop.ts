import type { Guard } from '../../src/assist/guard/create-guard.ts';
import type { RuleBooks } from '../../src/forms/rule-book.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import type { Current } from '../../src/knowledge/live-knowledge.ts';
import type { Understand } from '../../src/nlu/interpretation.ts';
import type { FaqSearch } from '../../src/search/search-answers.ts';
import { recordLog } from './record-log.ts';
import { readShippedOnce } from './serve-here.ts';

/** What the shop says, ready to be talked to. */
export interface OpenedShop {
  readonly current: () => Current<FaqSearch>;
  readonly rulesOf: RuleBooks;
  readonly guard: () => Guard;
  readonly understand: Understand;
  readonly logger: Logger;
}

/** The shipped knowledge; what an utterance means is worked out once. */
export async function openShippedShop(): Promise<OpenedShop> {
  const { live, rulesOf, guardOf, understand } = await readShippedOnce();
  const understood = new Map<string, ReturnType<Understand>>();
  return {
    current: live.current,
    rulesOf,
    guard: () => guardOf(live.current().revision),
    understand(text, now) {
      const key = `${now}:${text}`;
      const meant = understood.get(key) ?? understand(text, now);
      understood.set(key, meant);
      return meant;
    },
    logger: recordLog().logger,
  };
}
