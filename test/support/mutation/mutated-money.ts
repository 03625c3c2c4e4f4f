import type { Remedies, RemedyLine } from '../../../src/policy/money/remedy.ts';
import type { Mutant } from './mutant.ts';

const figures = ['factor', 'floor', 'cap', 'fixed'] as const;

/** The remedies with one figure of a clause one higher. */
export function mutatedMoney(remedies: Remedies): readonly Mutant[] {
  return [...remedies.values()].flatMap((remedy) =>
    remedy.lines.flatMap((line, at) =>
      raised(line).map(({ line: changed, change, clause }): Mutant => {
        const lines = remedy.lines.with(at, changed);
        return {
          kind: 'number',
          place: `knowledge/money.yaml ${remedy.name}`,
          change: `${line.key} ${change} (${clause})`,
          to: {
            kind: 'remedies',
            remedies: new Map(remedies).set(remedy.name, { ...remedy, lines }),
          },
        };
      }),
    ),
  );
}

function raised(line: RemedyLine) {
  return figures.flatMap((name) => {
    const figure = line[name];
    if (figure === null) return [];
    const value = figure.value + 1;
    return [
      {
        line: { ...line, [name]: { ...figure, value } },
        change: `${name} ${figure.value} → ${value}`,
        clause: figure.clause,
      },
    ];
  });
}
