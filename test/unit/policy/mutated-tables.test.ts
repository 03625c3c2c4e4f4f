import { beforeAll, describe, expect, test } from 'vitest';
import { parseClauseId } from '../../../src/kernel/ids.ts';
import { compilePolicies } from '../../../src/policy/compile-policies.ts';
import { shippedPolicies } from './policy-files.ts';

let shipped: Awaited<ReturnType<typeof shippedPolicies>>;
beforeAll(async () => {
  shipped = await shippedPolicies();
});

describe('the shipped tables, mutated', () => {
  test('a figure changed in any cell or outcome is found', () => {
    const { revision } = shipped;
    const tables = [...revision.files].filter(([path]) => path.startsWith('decisions/'));
    const mutants = tables.flatMap(([path, text]) =>
      figuresIn(text).map(({ at, digits }) => ({
        path,
        mutant: `${text.slice(0, at)}${Number(digits) + 1}${text.slice(at + digits.length)}`,
      })),
    );
    for (const { path, mutant } of mutants) {
      const { problems } = compilePolicies({
        ...revision,
        files: new Map([...revision.files, [path, mutant]]),
      });

      expect(problems.map(({ file }) => file)).toContain(path);
    }
    expect(mutants.length).toBeGreaterThan(20);
  });

  test('a clause taken away is missed wherever a decision rests on it', () => {
    const { revision, policies } = shipped;
    const cited = [...policies.tables.values()].flatMap(({ rows }) =>
      rows.flatMap(({ verdict }) => verdict.clauses),
    );
    for (const id of new Set(cited)) {
      const clauses = new Map(revision.clauses);
      clauses.delete(id);

      const { problems } = compilePolicies({ ...revision, clauses });

      expect(problems.map(({ message }) => message)).toContain(`条款“${id}”不存在`);
    }
    expect(parseClauseId('law-refund-window')).toSatisfy((id) => cited.includes(id));
  });

  test('a clause that was settled not to count is found wherever a decision rests on it', () => {
    const { revision } = shipped;
    const drop = ['law-refund-window'];
    const [choice] = revision.settlements.settlements.filter(({ kind }) => kind === 'choice');
    if (choice?.kind !== 'choice') throw new Error('nothing is settled by a choice');
    const settlements = { ...revision.settlements, settlements: [{ ...choice, drop }] };

    const { problems } = compilePolicies({ ...revision, settlements });

    expect(problems.map(({ message }) => message)).toContain(
      '条款“law-refund-window”写在 settlements.yaml 的 drop 里，不能作依据',
    );
  });

  test('a clause that changes its period is found by the tables', () => {
    const { revision } = shipped;
    const id = parseClauseId('quality-self-window');
    const clause = id && revision.clauses.get(id);
    if (!clause) throw new Error('no clause quality-self-window');
    const facts = clause.facts.map((fact) => ({ ...fact, value: 30 }));
    const clauses = new Map([...revision.clauses, [clause.id, { ...clause, facts }]]);

    const { problems } = compilePolicies({ ...revision, clauses });

    expect(problems.map(({ file }) => file)).toContain('decisions/return-quality.yaml');
  });
});

/** Places of the figures in the cells and outcomes of a table. */
function figuresIn(text: string) {
  const figure =
    /((?:window_days|refund_days|review_hours): |days_since_receipt: "[^"]*?)([1-9]\d*)(?=[ \]")}\n])/g;
  return [...text.matchAll(figure)].map((match) => ({
    at: match.index + (match[1] ?? '').length,
    digits: match[2] ?? '',
  }));
}
