import type { AftersalesCase, CaseEvent, CaseStatus, Deadline } from '../cases/case.ts';
import type { Verdict } from '../cases/verdict.ts';
import { isNamed, labelOf, valueText } from '../forms/form-words.ts';
import type { RuleBook } from '../forms/rule-book.ts';
import type { FactValue } from '../policy/decision.ts';
import { fenOf, yuanText } from '../policy/money/fen.ts';

/** A name and a value, or a time and what happened. */
export type Row = readonly [string, string];

/** What the shop calls things; facts of a case are called as its form does. */
export type ExportWords = Pick<RuleBook, 'forms' | 'revision'>;

export const statusWords: Readonly<Record<CaseStatus, string>> = {
  opened: '已提交',
  waiting_for_shopper: '等我补充',
  reviewing: '审核中',
  decided: '已有结果',
  in_progress: '办理中',
  closed: '已结束',
  reopened: '重新受理',
};

export const dutyWords: Readonly<Record<Deadline['state'], string>> = {
  running: '进行中',
  kept: '已做到',
  breached: '没有按时做到',
  withdrawn: '不再需要',
};

const resultWords = { granted: '同意', partly: '部分同意', refused: '不同意' } as const;

/** What the shop decided, with its sum or ground. */
export function verdictRows(words: ExportWords, verdict: Verdict | null): readonly Row[] {
  if (verdict === null) return [];
  const rows: Row[] = [['处理结果', resultWords[verdict.result]]];
  if ('amountFen' in verdict) rows.push(['同意的金额', yuanText(fenOf(verdict.amountFen))]);
  if ('ground' in verdict)
    rows.push(['依据条款', words.revision.clauses.get(verdict.ground)?.title ?? verdict.ground]);
  return rows;
}

const eventWords: ReadonlyMap<string, string> = new Map([
  ['opened', '提交'],
  ['submitted', '订单系统已受理'],
  ['assign', '有人跟进'],
  ['review', '开始审核'],
  ['ask', '请我补充'],
  ['answer', '我已补充'],
  ['sent', '我发了材料'],
  ['decide', '给出结果'],
  ['start', '开始办理'],
  ['close', '办结'],
  ['withdraw', '撤回'],
  ['reopen', '重新受理'],
]);

const actorWords = { shopper: '我', agent: '客服', supervisor: '主管', system: '系统' } as const;

/** What happened in a case, who did it and what was told with it. */
export function eventText(words: ExportWords, one: AftersalesCase, event: CaseEvent): string {
  const { what, by, note } = event;
  const [sort = '', name = ''] = what.split(':');
  const duty = one.deadlines.find((deadline) => deadline.what === name)?.label ?? '一项期限';
  const plain: Readonly<Record<string, string>> = {
    reminded: `“${duty}”快到期，已提醒`,
    breached: `“${duty}”超过了期限`,
    corrected: `更正了“${factLabel(words, one, name)}”`,
  };
  const text = eventWords.get(what) ?? plain[sort] ?? '状态有变化';
  return [text, by && `（${actorWords[by.role]}）`, note && `：${note}`].filter(Boolean).join('');
}

/** What the order system tells and no form asks for. */
const orderFacts: ReadonlyMap<string, string> = new Map([
  ['desired_action', '想怎么处理'],
  ['subject', '商品'],
  ['order_id', '订单号'],
  ['item_id', '商品编号'],
  ['purchase_date', '购买日期'],
  ['completion_date', '交易完成日期'],
  ['days_since_receipt', '收货后第几天'],
  ['days_since_purchase', '购买后第几天'],
  ['days_since_completion', '交易完成后第几天'],
  ['marked_compensation', '页面承诺的假货赔付'],
  ['marked_material', '页面承诺材质保真'],
  ['marked_weight', '页面承诺克重保真'],
  ['marked_price_protection', '页面承诺价格保护'],
  ['freight_payer', '运费由谁承担'],
  ['freight_standard_fen', '运费险单程赔付标准'],
  ['insurance_paid_fen', '运费险已赔'],
  ['insurance_claim', '运费险理赔进度'],
  ['return_stage', '退货进度'],
  ['stated_weight_mg', '标称重量'],
  ['weight_lighter', '比标称的轻'],
  ['price_lower', '现在更便宜'],
  ['excluded', '不支持无理由退货的种类'],
  ['matter', '办什么'],
]);

const factValues: ReadonlyMap<string, string> = new Map([
  ['marked_compensation:none', '没有'],
  ['marked_compensation:three', '三倍'],
  ['marked_compensation:four', '四倍'],
  ['marked_compensation:ten', '十倍'],
  ['freight_payer:shopper', '我'],
  ['freight_payer:merchant', '商家'],
  ['freight_payer:platform', '平台'],
  ['freight_payer:insurer', '运费险'],
  ['return_stage:not_approved', '还没有审核通过'],
  ['return_stage:approved', '审核通过'],
  ['return_stage:shipped', '已寄回'],
  ['return_stage:received', '商家已收到'],
  ['return_stage:completed', '已完成'],
]);

function formsFor({ forms }: ExportWords, { kind }: Pick<AftersalesCase, 'kind'>) {
  const all = [...forms.values()];
  const own = all.filter(({ caseKind, begins }) => (caseKind ?? '') === kind || kind in begins);
  return [...own, ...all];
}

function factLabel(words: ExportWords, one: AftersalesCase, fact: string): string {
  const form = formsFor(words, one).find((each) => isNamed(each, fact));
  return orderFacts.get(fact) ?? (form ? labelOf(form, fact) : '其他');
}

function factText(words: ExportWords, one: AftersalesCase, fact: string, value: FactValue): string {
  const known = factValues.get(`${fact}:${value}`);
  if (known !== undefined) return known;
  const forms = formsFor(words, one).filter(({ slots }) => slots.has(fact));
  const texts = forms.map((form) => valueText(form, fact, value));
  if (fact === 'matter') return one.title;
  return texts.find((text) => text !== String(value)) ?? valueText(forms[0] ?? null, fact, value);
}

/** What the case was decided by, each fact as its form calls it. */
export function factRows(words: ExportWords, one: AftersalesCase): readonly Row[] {
  return Object.entries(one.facts).flatMap(([fact, value]): readonly Row[] =>
    value === undefined || value === ''
      ? []
      : [[factLabel(words, one, fact), factText(words, one, fact, value)]],
  );
}

/** What the bot told by the rules: what came of it, its sum and the lines the shopper read. */
export function outcomeRows(words: ExportWords, one: AftersalesCase): readonly Row[] {
  const { outcome } = one;
  const [form] = formsFor(words, one);
  const title = outcome.status === 'missing' ? undefined : form?.titles?.[outcome.status];
  const { money_fen: fen } = outcome;
  return [
    ...(title === undefined ? [] : [['按规则的结论', title] as const]),
    ...(typeof fen === 'number' ? [['按规则的金额', yuanText(fenOf(fen))] as const] : []),
    ...(form?.lines ?? []).flatMap(({ key, label, values, unit = '' }): readonly Row[] => {
      const value = outcome[key];
      return value === undefined ? [] : [[label, values?.[String(value)] ?? `${value}${unit}`]];
    }),
  ];
}
