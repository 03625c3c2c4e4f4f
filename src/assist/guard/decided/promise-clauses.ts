import type { AlignedText } from '../../../nlu/aligned-text.ts';

/** A part of a reply between two marks, in which somebody may promise something. */
export interface PromiseClause {
  readonly text: string;
  /** Where it begins in the reply. */
  readonly start: number;
}

const clause = /(?:[^,.;!?。、\n]|(?<=\d)[,.](?=\d)|、)+[,.;!?。\n]*/gu;
const endsSentence = /[.;!?。\n]$/u;
/** A question, or an offer to find out. */
const asks = /[?]|[吗么]|是不是|能不能|可不可以|要不要|看看?能|看是否|是否/u;
/** It depends on something: what stands behind it in the sentence is no promise. */
const depends =
  /如果|要是|假如|倘若|若(?!干)|一旦|除非|只有|的话|检出|(?:有问题|属实|我们的(?:问题|责任))(?:的|,)|(?:审核|核实|鉴定|检测|平台|商家|保险公司|协商)[^,]{0,6}(?:通过|同意|确认|支持|认可|一致)(?:了|的|后|以后|之后|,)/u;
/** Who speaks is not us, or it is only wished for, reckoned or asked for. */
const reports =
  /(?:您|你|顾客|买家|客户|对方|商家|卖家|他|她|(?<![号日])之前|上次|有人)(?:刚才|刚刚|之前|前面|那边|这边|也|都|一直)?(?:说|提|要求|想要?|希望|申请(?!已)|主张|反馈|反映|认为|觉得|写|问|看到|提到|要的|开口)|(?:预计|估计|大概|大约|差不多|一般|通常|可能|也许|尽量|尽快|争取|尽力|试试|尝试|最多|已(?:经|于)?[^,]{0,12}(?:退|赔|补|发起|到账)|(?:退|赔|补|返)了|(?:[帮给替为去再先]|平台)[您你]?(?:申请|提交)|申请(?:到|看|试|补偿|赔|退)|反馈|协商|沟通|商量|建议|原来|曾经|以前|上一单|上次|别家|其他|另一|规则|规定|页面|活动|条款|法律|假货|诈骗|骗子)/u;
/** The shopper pays, or it is what the goods cost. */
const shopperPays =
  /(?:由|需要|要|得|请|麻烦|先|再)(?:您|你)?(?:自己|自行|先行?|再|来|另外|这边)*(?:承担|付|支付|补(?!给|您|偿)|出|垫付?|自理|自付)|(?<![给帮为替])(?:您|你)(?:自己|自行|先行?|再|来|另外|这边|需要?|要|得)*(?:承担|付|支付|补(?!给|您|偿)|垫付?|自理|自付)|(?:扣|收取|折旧)/u;
/** Beside these a 不 denies nothing. */
const noDenial =
  /不(?:用|必|需要?|管|论|仅|但|过|同|久|满意|合适|喜欢|好意思|收|要您)|没(?:问题|关系|事|错)|免费/gu;
const denies = /不|没|無|无(?!理由|忧|条件)|未(?!来)|别|勿|拒绝|禁止|难以/u;

/** The parts of a reply that may promise something: no questions, conditions, reports or wishes. */
export function promiseClauses({ text }: Pick<AlignedText, 'text'>): readonly PromiseClause[] {
  const found: PromiseClause[] = [];
  let isOpen = false;
  for (const { 0: part, index } of text.matchAll(clause)) {
    if (depends.test(part)) isOpen = true;
    if (!isOpen && !asks.test(part) && !reports.test(part))
      found.push({ text: part, start: index });
    if (endsSentence.test(part)) isOpen = false;
  }
  return found;
}

/** Somebody else's words, or the name of something, up to a place: “秒到账专员”. */
const opensQuote = /[“「『][^”」』]*$/u;

/** Whether the words before a place in a clause take back what stands there, or only quote it: 不是退300. */
export function isNoneOfOurs(text: string, at: number): boolean {
  const before = text.slice(0, at);
  return opensQuote.test(before) || denies.test(before.replace(noDenial, ''));
}

export function isForShopperToPay(text: string): boolean {
  return shopperPays.test(text);
}
