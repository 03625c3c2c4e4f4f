import { expect, test } from 'vitest';
import { parseClauseId } from '../../../src/kernel/ids.ts';
import type { Clause } from '../../../src/knowledge/clause.ts';
import { pairsOfTopic } from '../../../src/knowledge/contradiction.ts';
import type { Fact } from '../../../src/knowledge/fact.ts';
import type { StatedFact } from '../../../src/knowledge/overlap.ts';
import { settleContradictions } from '../../../src/knowledge/settle-contradictions.ts';
import { createSeededRandom, type SeededRandom } from '../../../src/nlu/linear/seeded-random.ts';
import { shippedKnowledge } from '../../support/shipped-knowledge.ts';

const { revision } = await shippedKnowledge();
const { clauses, settlements, contradictions } = revision;

const stated: readonly StatedFact[] = [...clauses.values()].flatMap((clause) =>
  clause.facts.map((fact) => ({ clause, fact })),
);
const inContradiction = new Set(
  contradictions.flatMap(({ sides }) => sides.map(({ fact }) => fact)),
);
const undisputed = stated.filter(({ fact }) => !inContradiction.has(fact));
const injections = 200;

/** A change to a copied fact; `null` where it cannot be made of this one. */
type Change = (copied: StatedFact, random: SeededRandom) => Partial<Fact & Clause> | null;

const otherFigure: Change = ({ fact: { value } }, random) =>
  typeof value === 'number' ? { value: value + 1 + Math.floor(random() * 30) } : null;
const otherWord: Change = ({ fact: { value } }) =>
  typeof value === 'string' ? { value: `not-${value}` } : null;
const otherPolarity: Change = ({ fact: { polarity } }) => ({
  polarity: polarity === 'deny' ? 'allow' : 'deny',
});
const contradicting = [otherFigure, otherWord, otherPolarity];

/** Writers do not copy: the same may be said more narrowly, for one kind of goods, or without the day it counts from. */
const reworded: readonly Change[] = [
  () => ({}),
  ({ fact: { condition } }) => ({ condition: `${condition}-once-more` }),
  ({ clause, fact: { party } }) =>
    party === 'any' && clause.seller === 'any' ? { party: 'self' } : null,
  () => ({ anchor: 'none' }),
];

const ruledForAll = new Set(
  stated
    .filter(({ fact }) => ['any', 'general'].includes(fact.condition))
    .map(({ fact }) => fact.topic),
);
/** Where a rule holds for all cases, whatever differs from it in one of them does contradict it. */
const differentFact: Change = (copied, random) =>
  ruledForAll.has(copied.fact.topic)
    ? null
    : (otherFigure(copied, random) ?? otherWord(copied, random) ?? otherPolarity(copied, random));
/** The same, only where it holds in a scope of its own. */
const differentIn =
  (scopeOf: (copied: StatedFact) => Partial<Fact & Clause> | null): Change =>
  (copied, random) => {
    const scope = scopeOf(copied);
    const different = differentFact(copied, random);
    return scope && different && { ...different, ...scope };
  };
const harmless: readonly Change[] = [
  () => ({}),
  ({ fact: { polarity } }) =>
    polarity === 'deny' ? null : { polarity: polarity === 'owe' ? 'allow' : 'owe' },
  ({ fact: { value, unit } }) =>
    typeof value === 'number' && unit === 'day' ? { value: value * 24, unit: 'hour' } : null,
  differentIn(() => ({ condition: 'a-case-of-its-own' })),
  differentIn(() => ({ merchant: '另一家商城' })),
  differentIn(({ clause: { effectiveFrom } }) =>
    effectiveFrom === null ? null : { effectiveFrom: null, effectiveTo: '1989-12-31' },
  ),
  differentIn(({ fact: { party } }) => {
    if (party !== 'self' && party !== 'third_party') return null;
    const other = party === 'self' ? 'third_party' : 'self';
    return { party: other, seller: other };
  }),
];

interface Injected {
  readonly clause: Clause;
  readonly copied: StatedFact;
}

test('of 200 contradictions put into other files at least 95 in 100 are found', () => {
  const random = createSeededRandom(20_261_125);
  const injected = Array.from({ length: injections }, (_, at) =>
    inject(stated, [contradicting, reworded], { random, at }),
  );

  const missed = injected.filter(
    ({ clause, copied }) => !partnersOf(clause).includes(copied.clause),
  );

  expect(missed.length / injections).toBeLessThanOrEqual(0.05);
});

test('facts that contradict nothing raise at most 2 alarms in 100 pairs compared', () => {
  const random = createSeededRandom(7);
  const injected = Array.from({ length: injections }, (_, at) =>
    inject(undisputed, [harmless], { random, at }),
  );

  const alarms = injected.flatMap(({ clause }) => partnersOf(clause)).length;
  const compared = injected.reduce((sum, { clause }) => sum + pairsWith(clause), 0);

  expect(compared).toBeGreaterThan(injections);
  expect(alarms / compared).toBeLessThanOrEqual(0.02);
});

/** A new clause in a file of its own, with a copy of some fact changed by one of each list. */
function inject(
  facts: readonly StatedFact[],
  changes: readonly (readonly Change[])[],
  { random, at }: { readonly random: SeededRandom; readonly at: number },
): Injected {
  const id = parseClauseId(`injected-${at}`);
  if (!id) throw new Error('not an id');
  for (;;) {
    const copied = pick(facts, random);
    const made = changes.map((list) => pick(list, random)(copied, random));
    if (made.includes(null)) continue;
    const { merchant, seller, effectiveFrom, effectiveTo, ...changed } = Object.assign(
      {},
      ...made,
    ) as Partial<Fact & Clause>;
    const clause: Clause = {
      ...copied.clause,
      id,
      file: 'clauses/injected.md',
      ...(merchant === undefined ? {} : { merchant }),
      ...(seller === undefined ? {} : { seller }),
      ...(effectiveTo === undefined ? {} : { effectiveFrom: effectiveFrom ?? null, effectiveTo }),
      facts: [{ ...copied.fact, ...changed }],
    };
    return { clause, copied };
  }
}

function pick<T>(list: readonly T[], random: SeededRandom): T {
  const picked = list[Math.floor(random() * list.length)];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}

/** The clauses with which the added one is in an open contradiction. */
function partnersOf(added: Clause): readonly Clause[] {
  return settleContradictions(new Map([...clauses, [added.id, added]]), settlements)
    .filter(({ state, sides }) => state === 'open' && sides.some(({ clause }) => clause === added))
    .flatMap(({ sides }) => sides.map(({ clause }) => clause).filter((clause) => clause !== added));
}

function pairsWith(added: Clause): number {
  return pairsOfTopic([...clauses.values(), added], settlements.alike).filter((pair) =>
    pair.some(({ clause }) => clause === added),
  ).length;
}
