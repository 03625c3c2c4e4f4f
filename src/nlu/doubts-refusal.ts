import { normalise } from './normalise.ts';

const toldNo =
  /(?:商家|店家|卖家|店铺|店里|店主|老板|掌柜|客服|他们|人家|对方|平台|售后|师傅)(?:们|那边)?(?:却|又|就|都|非|硬|还|竟然|居然)?(?:说|讲|回复?|告诉我|写|坚持|跟我说|表示).{0,30}(?:不|没法|无法|概不|拒绝?).{0,4}[退换赔修保]/u;
/** What is wanted of us all the same. */
const asksUs = /我(?:要|想|就要)|帮我|给我(?!说|讲|回)|申请|投诉|[赔退补换]我/u;

/** Whether a message tells that somebody refused, and so asks whether that is right: 商家说特价不退. */
export function doubtsRefusal(text: string): boolean {
  const words = normalise(text).text;
  return toldNo.test(words) && !asksUs.test(words);
}
