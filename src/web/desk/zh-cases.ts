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

/** The kinds of cases that forms open, as the intents are called. */
export const kindNames = {
  return_goods: '退货',
  exchange_goods: '换货',
  repair_goods: '维修',
  quality_problem: '质量问题',
  wrong_or_missing_item: '错发漏发破损',
  counterfeit_claim: '假货索赔',
  false_advertising_claim: '虚假宣传',
  freight_insurance_claim: '运费险理赔',
  price_protection: '价保',
  delivery_problem: '配送异常',
  order_change: '取消或修改订单',
  invoice_request: '发票',
  installation_service: '安装预约',
  payment_problem: '支付与账单',
  membership_benefit: '会员与优惠',
  account_problem: '账号问题',
  complaint: '投诉',
  privacy_request: '个人信息权利',
  privacy_leak: '个人信息泄露',
} as const;

export const ownerNames = { all: '谁都行', me: '我跟进的', none: '还没有人跟进' } as const;

export const turnNames: Readonly<Record<CaseView['turn'], string>> = {
  shop: '该我们处理',
  shopper: '该顾客补充',
  nobody: '没有待办',
};

export const resultNames = { granted: '同意', partly: '部分同意', refused: '不同意' } as const;

/** What happened, in the history: a move, a fact put right, or a deadline that came near or passed. */
export function eventText(what: string, deadlines: CaseView['deadlines']): string {
  const [sort = '', name = ''] = what.split(':');
  const label = deadlines.find((one) => one.what === name)?.label ?? name;
  if (sort === 'reminded') return `“${label}”快到期，已提醒`;
  if (sort === 'breached') return `“${label}”超时`;
  if (sort === 'corrected') return '更正了一项资料';
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
