import { AppError } from '../../kernel/errors.ts';
import { derived } from '../../knowledge/derived.ts';
import type { Problem } from '../../knowledge/problem.ts';
import type { Revision } from '../../knowledge/revision.ts';
import { findPromises } from './decided/find-promises.ts';
import { findViolations } from './find-violations.ts';
import type { Finding, GuardContext, Verdict } from './finding.ts';
import type { Judge } from './judge/create-judge.ts';
import { findJudged } from './judge/find-judged.ts';
import { type GuardRules, readGuard } from './read-guard.ts';
import { withoutFindings } from './rewrite.ts';
import { inWordsOf, withoutNames } from './without-names.ts';

/** Checks what goes out to shoppers, by the rules of one revision. Pure: the same text always gets the same verdict. */
export interface Guard {
  /** Throws where there are no rules: what was not checked is not delivered. */
  check(text: string, context?: GuardContext): Verdict;
  /** What is wrong with the rules. */
  readonly problems: readonly Problem[];
}

export type GuardOf = (revision: Revision) => Guard;

const nothingSaid: GuardContext = { said: [] };

/**
 * The guard of a revision, made once for each and its judge. Without a judge the rules decide alone. Addresses of the host
 * at which the shop serves us are its own, as if guard/ named it.
 */
export function createGuards(
  judge: () => Judge | null = () => null,
  ownHost: string | null = null,
): GuardOf {
  const made = new WeakMap<object, { readonly guard: Guard; readonly judge: Judge | null }>();
  return (revision) => {
    const inForce = judge();
    const before = made.get(revision);
    if (before?.judge === inForce) return before.guard;
    const guard = createGuard(revision, { judge: inForce, ownHost });
    made.set(revision, { guard, judge: inForce });
    return guard;
  };
}

interface GuardParts {
  readonly judge: Judge | null;
  readonly ownHost: string | null;
}

function createGuard(revision: Revision, { judge, ownHost }: GuardParts): Guard {
  const { guard: read, problems } = derived(revision, 'guard', () => readGuard(revision));
  const guard = read && ownHost ? { ...read, domains: [...read.domains, ownHost] } : read;
  const sound = rememberSound();
  return {
    problems,
    check(text, context = nothingSaid) {
      if (guard === null)
        throw new AppError(
          'KNOWLEDGE_INVALID',
          'the rules of guard/ cannot be read: run knowledge:check',
        );
      const { speaker } = context;
      const find: Find = (reply, said) => findJudged({ guard, judge }, reply, { ...context, said });
      const promises = (reply: string) => findPromises(guard, reply, context);
      // What the shopper said and ordered takes findings away and adds none: without any, it does not matter.
      if (!sound.has(text, speaker) && find(text, []).length > 0)
        return verdictOn(guard, text, (reply) =>
          inOrder([...findBesideNames(guard, reply, { context, find }), ...promises(reply)]),
        );
      sound.add(text, speaker);
      return verdictOn(guard, text, promises);
    },
  };
}

type Find = (text: string, said: GuardContext['said']) => readonly Finding[];

const inOrder = (findings: readonly Finding[]) =>
  findings.toSorted((a, b) => a.start - b.start || a.end - b.end);

/** A name is a reason for nothing, unless it leads to somebody: a title may be a merchant's 加微信 abc123. */
function findBesideNames(
  guard: GuardRules,
  text: string,
  { context, find }: { readonly context: GuardContext; readonly find: Find },
): readonly Finding[] {
  const { said, names = [] } = context;
  const blocking = guard.certain.filter(isBlocking);
  const leadsAway = (name: string) =>
    findViolations({ ...guard, rules: blocking }, name, { said: [] }).length > 0;
  return inWordsOf(text, find(withoutNames(text, names, leadsAway), said));
}

/** So many sentences of the newest replies. */
const rememberedSentences = 4_000;

/** The bot says the same answers, buttons and names of goods again and again: each is looked at once. */
function rememberSound() {
  const sound = new Set<string>();
  const keyOf = (text: string, speaker: GuardContext['speaker']) => `${speaker ?? ''}:${text}`;
  return {
    has: (text: string, speaker: GuardContext['speaker']) => sound.has(keyOf(text, speaker)),
    add(text: string, speaker: GuardContext['speaker']): void {
      if (sound.size >= rememberedSentences) sound.clear();
      sound.add(keyOf(text, speaker));
    },
  };
}

function verdictOn(
  guard: GuardRules,
  text: string,
  find: (text: string) => readonly Finding[],
): Verdict {
  const violations = find(text);
  if (violations.length === 0) return { verdict: 'pass', violations };
  const verdict = violations.some(isBlocking) ? 'block' : 'warn';
  const rewrite = withoutFindings(guard, text, violations);
  const isSound = rewrite !== null && find(rewrite).length === 0;
  return { verdict, violations, ...(isSound && { rewrite }) };
}

const isBlocking = ({ level }: Pick<Finding, 'level'>) => level === 'block';
