import type { OutcomeCard } from '../../api/cards.ts';
import type { Tier } from '../shared/wire.ts';

export const tierNames: Readonly<Record<Tier, string>> = {
  law: '法律',
  platform: '平台规则',
  merchant: '商家规则',
  reference: '参考资料',
};

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

/** `2024-01-15` → 2024年1月15日; anything else as it came. */
export function dateText(date: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  return parts ? `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日` : date;
}

/** 129 元, 1,299.50 元. */
export function yuanText(fen: number): string {
  const digits = fen % 100 === 0 ? 0 : 2;
  return `${(fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: digits, maximumFractionDigits: digits })} 元`;
}
