import type { Row, Saying } from '../../../src/policy/decision-table.ts';
import type { ChangedRow } from './mutant.ts';

/** The row with another figure in what it decides, or a 不 lost in what it says. */
export function mutatedVerdicts(row: Row): readonly ChangedRow[] {
  const { verdict } = row;
  if (verdict.kind !== 'says') return [];
  return [...figures(verdict), ...sentences(verdict)].map(({ verdict: changed, ...change }) => ({
    ...change,
    row: { ...row, verdict: changed },
  }));
}

type ChangedSaying = Pick<ChangedRow, 'kind' | 'change'> & { readonly verdict: Saying };

function figures(verdict: Saying): readonly ChangedSaying[] {
  return [...verdict.outcome].flatMap(([name, cell]) => {
    if (cell.kind !== 'value' || typeof cell.value === 'string') return [];
    const { value } = cell;
    const other = typeof value === 'number' ? value + 1 : !value;
    const outcome = new Map(verdict.outcome).set(name, { kind: 'value', value: other });
    return [
      {
        kind: typeof value === 'number' ? 'number' : 'negation',
        change: `${name} ${value} → ${other}`,
        verdict: { ...verdict, outcome },
      },
    ];
  });
}

function sentences(verdict: Saying): readonly ChangedSaying[] {
  const reason = withoutNegation(verdict.reason);
  const nearMisses = verdict.nearMiss.flatMap((miss, at) => {
    const text = withoutNegation(miss.text);
    return text === null ? [] : [{ text, nearMiss: verdict.nearMiss.with(at, { ...miss, text }) }];
  });
  return [
    ...(reason === null
      ? []
      : [{ kind: 'negation' as const, change: reason, verdict: { ...verdict, reason } }]),
    ...nearMisses.map(({ text, nearMiss }) => ({
      kind: 'negation' as const,
      change: text,
      verdict: { ...verdict, nearMiss },
    })),
  ];
}

/** The sentence with its first negation lost; `null` where it has none. */
function withoutNegation(text: string): string | null {
  const turned = text.replace(/没有|不(?!过|管|论|同)|没|未/u, (word) =>
    word === '没有' ? '有' : '',
  );
  return turned === text ? null : turned;
}
