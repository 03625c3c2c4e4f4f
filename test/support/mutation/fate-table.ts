import type { MutantFate } from './replay-mutants.ts';

const kinds = { number: '改了数字', negation: '丢了否定', row: '少了一行' } as const;

/** How many wrong rules were noticed, for people: a line for each kind, then by file and line what nobody noticed. */
export function fateTable(fates: readonly MutantFate[]): string {
  const lines = [...Object.entries(kinds), [null, '合计'] as const].map(([kind, title]) => {
    const those = fates.filter(({ mutant }) => kind === null || mutant.kind === kind);
    const killed = those.filter(({ killedBy }) => killedBy !== null).length;
    const share = ((killed / Math.max(1, those.length)) * 100).toFixed(1);
    return `${title}  ${killed}/${those.length}  ${share} %`;
  });
  const survivors = fates.filter(({ killedBy }) => killedBy === null);
  const named = survivors.map(
    ({ mutant: { place, change }, touched }) =>
      `  ${place} ${change}（碰到它的对话 ${touched} 段）`,
  );
  return [...lines, ...(named.length > 0 ? ['没有被发现的：', ...named] : [])].join('\n');
}
