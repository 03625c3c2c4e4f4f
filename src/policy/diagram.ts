import type { FactValue } from './decision.ts';
import type { DecisionTable } from './decision-table.ts';
import { type Conclusion, evaluate, type Tables } from './evaluate.ts';
import type { Variable } from './variable.ts';

/**
 * A table and all it leans on as an ordered, reduced decision diagram: every path reads the variables in one order, a
 * branch whose answers all lead to the same place is left out, and equal parts are one object. So two diagrams of one
 * maker decide alike exactly when they are the same object, and a branch that is left can change the decision.
 */
export type Node = Leaf | Branch;

export interface Leaf {
  readonly kind: 'leaf';
  readonly id: number;
  readonly conclusion: Conclusion;
}

export interface Branch {
  readonly kind: 'branch';
  readonly id: number;
  readonly variable: Variable;
  /** One for each class of the variable. */
  readonly children: readonly Node[];
}

/** Index of the class a variable's value is in. */
export type Classes = ReadonlyMap<Variable, number>;

/** More evaluations than this: the table asks for too much at once to be checked, or to be understood. */
const mostEvaluations = 200_000;

/** The diagram of a table that covers every case; `null` where it would grow beyond all bounds. */
export function buildDiagram(
  table: DecisionTable,
  tables: Tables,
  variables: ReadonlyMap<string, Variable>,
): Node | null {
  const make = createBranches();
  const leaves = new Map<string, Leaf>();
  const known = new Map<string, FactValue>();
  let evaluations = 0;
  const build = (): Node | null => {
    evaluations += 1;
    if (evaluations > mostEvaluations) return null;
    const { conclusion, unknown } = evaluate(table, { tables, known, note: () => {} });
    if (conclusion) return leafOf(leaves, conclusion);
    const variable = firstOf(unknown, variables);
    if (!variable) return null;
    const children: Node[] = [];
    for (const { value } of variable.classes) {
      known.set(variable.name, value);
      const child = build();
      if (!child) return null;
      children.push(child);
    }
    known.delete(variable.name);
    return make(variable, children);
  };
  return build();
}

/** Conclusions that say the same are one leaf, whichever row says it. */
function leafOf(leaves: Map<string, Leaf>, conclusion: Conclusion): Leaf {
  const { table: _table, row: _row, ...said } = conclusion;
  const key = JSON.stringify(said);
  const found = leaves.get(key);
  if (found) return found;
  const leaf: Leaf = { kind: 'leaf', id: -1 - leaves.size, conclusion };
  leaves.set(key, leaf);
  return leaf;
}

function firstOf(
  names: ReadonlySet<string>,
  variables: ReadonlyMap<string, Variable>,
): Variable | undefined {
  return [...names]
    .flatMap((name) => variables.get(name) ?? [])
    .toSorted((a, b) => a.order - b.order)[0];
}

type MakeBranch = (variable: Variable, children: readonly Node[]) => Node;

function createBranches(): MakeBranch {
  const made = new Map<string, Branch>();
  return (variable, children) => {
    const [first] = children;
    if (first && children.every((child) => child === first)) return first;
    const key = `${variable.order}:${children.map(({ id }) => id).join()}`;
    const found = made.get(key);
    if (found) return found;
    const branch: Branch = { kind: 'branch', id: made.size, variable, children };
    made.set(key, branch);
    return branch;
  };
}

/** The diagram once the classes of some variables are known. */
export function restrict(root: Node, known: Classes): Node {
  const make = createBranches();
  const done = new Map<Node, Node>();
  const visit = (node: Node): Node => {
    if (node.kind === 'leaf') return node;
    const before = done.get(node);
    if (before) return before;
    const at = known.get(node.variable);
    const chosen = at === undefined ? undefined : node.children[at];
    const result = chosen ? visit(chosen) : make(node.variable, node.children.map(visit));
    done.set(node, result);
    return result;
  };
  return visit(root);
}

/** The variables that can still change the decision, in their order. */
export function variablesIn(root: Node): readonly Variable[] {
  const found = new Set<Variable>();
  walk(root, null, (node) => {
    if (node.kind === 'branch') found.add(node.variable);
  });
  return [...found].toSorted((a, b) => a.order - b.order);
}

/** The conclusions that can still be reached once `answer` is known too. */
export function leavesOf(root: Node, answer: Answer | null = null): readonly Leaf[] {
  const leaves: Leaf[] = [];
  walk(root, answer, (node) => {
    if (node.kind === 'leaf') leaves.push(node);
  });
  return leaves;
}

export interface Answer {
  readonly variable: Variable;
  /** Index of the class. */
  readonly at: number;
}

function walk(root: Node, answer: Answer | null, visit: (node: Node) => void): void {
  const seen = new Set<Node>();
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    visit(node);
    if (node.kind === 'leaf') continue;
    const chosen = node.variable === answer?.variable ? node.children[answer.at] : undefined;
    pending.push(...(chosen ? [chosen] : node.children));
  }
}
