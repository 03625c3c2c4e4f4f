import type { Coverage, Kind, Reachable } from './conversation-coverage.ts';

const titles: Readonly<Record<Kind, string>> = {
  rows: '决策表的行',
  slots: '表单的格子',
  replies: '固定句子',
  clauses: '条款',
};

type Report = ReturnType<Coverage['report']>;

/** What conversations reach, for people: a line for each kind, then by file and line what they do not. */
export function coverageTable(report: Report): string {
  const kinds = Object.keys(titles) as Kind[]; // keys of a literal of ours
  const lines = kinds.map((kind) => {
    const { all, missed } = report[kind];
    const share = (shareOf(report, kind) * 100).toFixed(1);
    return `${titles[kind]}  ${all - missed.length}/${all}  ${share} %`;
  });
  const missed = kinds.flatMap((kind) =>
    report[kind].missed.length === 0
      ? []
      : [`没有走到的${titles[kind]}：`, ...byFile(report[kind].missed)],
  );
  return [...lines, ...missed].join('\n');
}

export function shareOf(report: Report, kind: Kind): number {
  const { all, missed } = report[kind];
  return 1 - missed.length / all;
}

function byFile(missed: readonly Reachable[]): readonly string[] {
  const files = Map.groupBy(missed, ({ place }) => place.slice(0, place.lastIndexOf(':')));
  return [...files].map(([file, those]) => {
    const named = those.map(({ name, place }) => `${place.slice(file.length + 1)} ${name}`);
    return `  ${file}: ${named.join('，')}`;
  });
}
