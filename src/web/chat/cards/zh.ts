import type { CaseCard } from '../../../api/cards.ts';

/** How a duty stands; a running one tells its time instead. */
export const deadlineWords: Readonly<
  Record<Exclude<CaseCard['deadlines'][number]['state'], 'running'>, string>
> = {
  kept: '已完成',
  breached: '已超时',
  withdrawn: '已取消',
};
