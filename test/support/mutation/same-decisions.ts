import type { Policies } from '../../../src/policy/compile-policies.ts';
import type { FactValue } from '../../../src/policy/decision.ts';
import type { Leaf, Node } from '../../../src/policy/diagram.ts';
import { classOf, type Variable } from '../../../src/policy/variable.ts';

/** Whether two sets of rules decide by a table alike, whatever the facts: then nobody can tell one from the other. */
export function decideAlike(one: Policies, other: Policies, table: string): boolean {
  const first = one.compiled.get(table)?.diagram;
  const second = other.compiled.get(table)?.diagram;
  if (!first || !second) return false;
  const seen = new Set<string>();

  const alike = (left: Node, right: Node): boolean => {
    if (left.kind === 'leaf' && right.kind === 'leaf') return said(left) === said(right);
    const key = `${left.id} ${right.id}`;
    if (seen.has(key)) return true;
    seen.add(key);
    const name = nameOfFirst(left, right, one);
    const values = [one, other].flatMap(({ variables }) => samplesOf(variables.get(name)));
    return values.every((value) => alike(behind(left, name, value), behind(right, name, value)));
  };

  return alike(first, second);
}

const said = ({ conclusion: { table: _table, row: _row, ...words } }: Leaf) =>
  JSON.stringify(words);

/** Of the two variables that are asked next, the one that comes first in the order of the diagrams. */
function nameOfFirst(left: Node, right: Node, { variables }: Policies): string {
  const names = [left, right].flatMap((node) => (node.kind === 'branch' ? node.variable.name : []));
  const orderOf = (name: string) => variables.get(name)?.order ?? Number.POSITIVE_INFINITY;
  return names.toSorted((a, b) => orderOf(a) - orderOf(b))[0] ?? '';
}

/** A value of each class. */
function samplesOf(variable: Variable | undefined): readonly FactValue[] {
  return (variable?.classes ?? []).map(({ value }) => value);
}

function behind(node: Node, name: string, value: FactValue): Node {
  if (node.kind === 'leaf' || node.variable.name !== name) return node;
  return node.children[classOf(node.variable, value)] ?? node;
}
