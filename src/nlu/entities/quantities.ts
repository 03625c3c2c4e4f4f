import { matchesOf } from '../matches-of.ts';
import type { Find } from './candidate.ts';
import { readNumber, smallNumeral } from './numbers.ts';

const measure =
  '(?:个(?!多?月|半|小时|钟|星期|礼拜|周|工作日|字|人|客服|问题|电话|说法|解释|答复|交代|办法|方案|口子?|洞|大?坑|小?孔|角|地方|投诉|机会|建议|事|情况|链接|号|账号|手机号|地址|单号)|件(?!套|事)|双(?!十|1|休)|台|条(?!件|款|短信|信息|消息|裂|缝|划痕|线)|盒|瓶|袋|箱|套|本(?!人|来|身|周|月|店)|部(?!分|门)|支(?!付|持)|包(?!是|政策|法|服务|凭证|期|邮|裹|换|退|装|里|赔)|罐|张(?!照片|图|截图|发票|优惠券|券)|只(?!有|要|能|是|退|收|发|给|剩)|份(?!子)|把|顶|副|枚|颗|片|根(?!本|据)|桶|对(?!不|了|吧|吗|面|方|应|比|接|账)|串|块(?=手?表|蛋糕|香皂|肥皂|毛巾|硬盘|电池|手环|瓷砖|玻璃|巧克力)|盆|株|床(?=被|被子|床单)|提)';
const counted = new RegExp(
  `(?<![\\d.第型号a-z零〇一二两三四五六七八九十百千万几半这那哪每上下])(?<count>${smallNumeral})${measure}`,
  'gu',
);
/** 一个 and 一张 mostly mean "a": it counts only where goods are bought, sent or missing. */
const trade =
  /(?:买|拍|发|少|缺|漏|退|换|寄|订|下单|送|收到?|剩|只有|多|到|拿)(?:货|来|出|了|的|我|给我|到){0,2}(?:只有|就|才)?$/u;
const labelled = /(?:数量|件数|个数)(?:是|为|:)? ?(?<count>\d{1,4})(?!\d)/gu;
const times = /(?<![a-z\d])[x×*] ?(?<count>\d{1,3})(?![\da-z.])/gu;
const couple =
  /(?<=(?:买|拍|发|少|缺|漏|退|换|寄|订|送|收到|剩|只有|多)(?:了|我|给我)?)(?<count>俩|仨)(?!月|礼拜|星期|人)/gu;

/** How many of the goods: 3件, 两双, ×2. */
export const findQuantities: Find = ({ text }) =>
  [counted, labelled, times, couple].flatMap((pattern) =>
    matchesOf(text, pattern).flatMap((match) => {
      const [whole] = match;
      const value = readNumber(match.groups?.['count'] ?? '');
      if (value === null || value < 1 || !Number.isInteger(value)) return [];
      const isArticle = /^[一1][个张份]/u.test(whole);
      if (isArticle && !trade.test(text.slice(Math.max(0, match.index - 8), match.index)))
        return [];
      const end = match.index + whole.length;
      return [{ type: 'quantity', value, start: match.index, end, certainty: 'told' } as const];
    }),
  );
