import type { CaseMoveName, CaseView } from '../../api/cases.ts';

/** What an agent is asked for before a move: what must be said is `needed`, the rest `may`. */
interface MoveForm {
  /** On the button. */
  readonly name: string;
  readonly note?: 'needed' | 'may';
  readonly due?: 'needed' | 'may';
  readonly dueLabel?: string;
  readonly hasVerdict?: true;
}

export const moveForms: Readonly<Record<CaseMoveName, MoveForm>> = {
  assign: { name: '我来跟进' },
  review: { name: '开始审核', due: 'may', dueLabel: '最晚审核到' },
  ask: { name: '请顾客补充', note: 'needed', due: 'needed', dueLabel: '请顾客在此之前补充' },
  answer: { name: '顾客已补充', note: 'may' },
  decide: {
    name: '给出结果',
    note: 'needed',
    due: 'may',
    dueLabel: '最晚办到',
    hasVerdict: true,
  },
  start: { name: '开始办理', note: 'may', due: 'may', dueLabel: '最晚办到' },
  close: { name: '办结', note: 'may' },
  withdraw: { name: '撤回', note: 'may' },
  reopen: { name: '重新受理', note: 'needed', due: 'needed', dueLabel: '最晚审核到' },
};

export const statusNames: Readonly<Record<CaseView['status'], string>> = {
  opened: '已提交',
  waiting_for_shopper: '等顾客补充',
  reviewing: '审核中',
  decided: '已有结果',
  in_progress: '办理中',
  closed: '已办结',
  reopened: '重新受理',
};

export const turnNames: Readonly<Record<CaseView['turn'], string>> = {
  shop: '该我们处理',
  shopper: '该顾客补充',
  nobody: '没有待办',
};

export const resultNames = { granted: '同意', partly: '部分同意', refused: '不同意' } as const;

/** What happened, in the history: a move, or a deadline that came near or passed. */
export function eventText(what: string, deadlines: CaseView['deadlines']): string {
  const [sort = '', name = ''] = what.split(':');
  const label = deadlines.find((one) => one.what === name)?.label ?? name;
  if (sort === 'reminded') return `“${label}”快到期，已提醒`;
  if (sort === 'breached') return `“${label}”超时`;
  return plainEvents.get(what) ?? what;
}

const plainEvents: ReadonlyMap<string, string> = new Map([
  ['opened', '开单'],
  ['submitted', '订单系统已受理'],
  ['assign', '有人跟进'],
  ['review', '开始审核'],
  ['ask', '请顾客补充'],
  ['answer', '顾客已补充'],
  ['sent', '顾客发来材料'],
  ['decide', '给出结果'],
  ['start', '开始办理'],
  ['close', '办结'],
  ['withdraw', '撤回'],
  ['reopen', '重新受理'],
]);

/** 同意 · 100.00 元 */
export function verdictText({
  result,
  amountFen,
  ground,
}: NonNullable<CaseView['verdict']>): string {
  const parts: string[] = [resultNames[result]];
  if (amountFen !== undefined) parts.push(`${(amountFen / 100).toFixed(2)} 元`);
  if (ground !== undefined) parts.push(`依据条款 ${ground}`);
  return parts.join(' · ');
}

const unitNames = { hour: '小时', day: '天', 'working-day': '个工作日' } as const;

/** 退还货款：7 天内，从商家收到退回的商品算起 */
export function laterText({ label, since, length, unit }: CaseView['later'][number]): string {
  return `${label}：${length} ${unitNames[unit]}内，从${since}算起`;
}
