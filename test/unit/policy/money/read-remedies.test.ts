import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../../src/knowledge/problem.ts';
import { compilePolicies } from '../../../../src/policy/compile-policies.ts';
import { readRemedies } from '../../../../src/policy/money/read-remedies.ts';
import { shippedPolicies } from '../policy-files.ts';

const { revision } = await shippedPolicies();
const shipped = revision.files.get('money.yaml') ?? '';

function problemsOf(text: string, dropped: readonly string[] = []): string {
  const problems: Problem[] = [];
  const files = new Map([['money.yaml', text]]);
  readRemedies({ files, clauses: revision.clauses, dropped: new Set(dropped) as never }, problems);
  return problems.map(({ message }) => message).join('\n');
}

test('the shipped file of money has no problem, and every line of it cites a clause', () => {
  const problems: Problem[] = [];
  const { files, clauses } = revision;
  const remedies = readRemedies({ files, clauses, dropped: new Set() }, problems);

  expect(problems).toEqual([]);
  expect(remedies.size).toBeGreaterThan(8);
  for (const { lines } of remedies.values())
    for (const line of lines) expect(line.clauses.length).toBeGreaterThan(0);
});

describe('what is wrong with it is found:', () => {
  test.each([
    [
      'a clause that is not there',
      'clause: fake-three-limit',
      'clause: fake-nine-limit',
      /“fake-nine-limit”不存在/,
    ],
    [
      'a figure its clause does not have',
      'topic: counterfeit-limit',
      'topic: counterfeit-insurance',
      /没有一个“counterfeit-insurance”可以作 cap/,
    ],
    [
      'a sum of money used as a factor',
      'factor: { clause: gold-ten-times, topic: counterfeit-compensation }',
      'factor: { clause: gold-ten-insurer, topic: counterfeit-insurance }',
      /可以作 factor/,
    ],
    [
      'a limit that the clause leaves open',
      'clause: fake-three-limit',
      'clause: fake-four-limit',
      /可以作 cap/,
    ],
    ['a line without a clause', 'clauses: [weight-difference]', 'clauses: []', /这笔钱没有条款/],
    ['a line without a basis', 'basis: price_drop_fen', '', /要有 basis 或 fixed/],
    ['a basis that is no amount', 'basis: price_drop_fen', 'basis: price_drop', /写得不对/],
    ['a name twice', 'name: fake_four', 'name: fake_three', /“fake_three”写了两遍/],
  ])('%s', (_title, before, after, message) => {
    expect(shipped).toContain(before);

    expect(problemsOf(shipped.replace(before, after))).toMatch(message);
  });

  test('a clause that was settled not to count', () => {
    expect(problemsOf(shipped, ['weight-difference'])).toMatch(
      /“weight-difference”写在 settlements/,
    );
  });

  test('an outcome of a table that names no remedy', () => {
    const files = new Map([...revision.files, ['money.yaml', 'remedies: []\n']]);

    const { problems } = compilePolicies({ ...revision, files });

    expect(problems.map(({ message }) => message).join('\n')).toMatch(/不是 money.yaml 里的名字/);
  });
});
