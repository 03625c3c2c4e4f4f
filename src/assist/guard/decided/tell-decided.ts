import { fenOf, yuanText } from '../../../policy/money/fen.ts';
import type { Decided } from './decided.ts';
import type { Promised } from './promised.ts';

/** What an agent reads beside a promise that goes beyond it. */
export interface ToldDecided {
  readonly decisionId: string;
  /** In Chinese: the matter, and the figure that was decided. */
  readonly text: string;
  /** In Chinese, as the shopper was told. */
  readonly reason: string;
  readonly clauses: Decided['clauses'];
}

export function tellDecided(decided: Decided, promised: Promised): ToldDecided {
  const { decisionId, title, subject, reason, clauses } = decided;
  const goods = subject === null ? '' : `（${subject}）`;
  const text = `“${title}”${goods}的判定：${figureIn(decided, promised)}。`;
  return { decisionId, text, reason, clauses };
}

const hoursOfDay = 24;

function figureIn(decided: Decided, promised: Promised): string {
  if (decided.status === 'refused') return '不支持';
  switch (promised.kind) {
    case 'money':
    case 'share':
    case 'times':
      return moneyInWords(decided);
    case 'period':
      return periodInWords(decided.periods[promised.key] ?? 0);
    case 'window':
    case 'last-day':
      return windowInWords(decided);
    case 'freight':
      return '寄回运费由顾客承担';
    case 'remedy':
      return promised.key === 'repair' ? '维修费由顾客承担' : '不支持';
    default:
      return promised satisfies never;
  }
}

function moneyInWords({ money }: Decided): string {
  if (money === null) return '没有这笔钱';
  const { lines, totalFen } = money;
  const yuan = (fen: number) => yuanText(fenOf(fen));
  if (lines.length === 0) return `一共${yuan(totalFen)}`;
  const parts = lines.map(({ label, fen }) => `${label}${yuan(fen)}`).join('，');
  const whole = lines.length > 1 ? `，一共${yuan(totalFen)}` : '';
  return `${parts}${whole}，没有别的`;
}

function periodInWords(hours: number): string {
  const isDays = hours % hoursOfDay === 0 && hours > 2 * hoursOfDay;
  return isDays ? `${hours / hoursOfDay}天内` : `${hours}小时内`;
}

function windowInWords({ window }: Decided): string {
  if (window === null) return '没有这个期限';
  const { days, lastDay } = window;
  return lastDay === null ? `${days}天内申请` : `${days}天内申请，最晚${lastDay}`;
}
