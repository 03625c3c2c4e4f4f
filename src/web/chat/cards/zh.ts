import type { CaseCard, OutcomeCard } from '../../../api/cards.ts';

/** What each status of a decision means, in a word: colour and sign alone would leave some shoppers out. */
export const outcomeWords: Readonly<Record<OutcomeCard['status'], string>> = {
  granted: '符合条件',
  partly: '部分符合',
  refused: '不符合条件',
  person: '需人工判断',
  missing: '还缺信息',
};

type Proof = NonNullable<OutcomeCard['checklist']>[number];

/** 证据清单：已有 2 项，还缺 1 项 */
export function proofsTitle(entries: readonly Proof[]): string {
  const count = (state: Proof['state']) => entries.filter((one) => one.state === state).length;
  const [there, missing] = [count('there'), count('missing')];
  const counted = [
    ...(there > 0 ? [`已有 ${there} 项`] : []),
    ...(missing > 0 ? [`还缺 ${missing} 项`] : []),
  ];
  return ['证据清单', counted.join('，')].filter((part) => part !== '').join('：');
}

/** How it stands with each thing that proves a matter. */
export const proofWords: Readonly<Record<Proof['state'], string>> = {
  there: '已有',
  missing: '还缺',
  keep: '留好',
};

/** How a duty stands; a running one tells its time instead. */
export const deadlineWords: Readonly<
  Record<Exclude<CaseCard['deadlines'][number]['state'], 'running'>, string>
> = {
  kept: '已完成',
  breached: '已超时',
  withdrawn: '已取消',
};

/** 129 元, 1,299.50 元. */
export function yuanText(fen: number): string {
  const digits = fen % 100 === 0 ? 0 : 2;
  return `${(fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: digits, maximumFractionDigits: digits })} 元`;
}
