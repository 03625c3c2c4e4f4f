import { isIdCard, passesLuhn } from '../../../nlu/entities/check-digits.ts';
import { type FinderInput, type Found, gap, type Spot, spotOf } from './find.ts';
import { isPriceList } from './price-list.ts';

const mobile = new RegExp(`(?<!\\d)(?:\\+?86${gap})?1${gap}[3-9](?:${gap}\\d){9}(?!\\d)`, 'gu');
const landline = new RegExp(`(?<!\\d)\\(?0\\d{2,3}${gap}[2-9](?:[ -]?\\d){6,7}(?!\\d)`, 'gu');
/** 400 and 800: paid by the shop that rents them. */
const serviceNumber = new RegExp(`(?<!\\d)[48]${gap}0${gap}0(?:${gap}\\d){7}(?!\\d)`, 'gu');
/** 幺三六后面跟7215再跟0948: in parts, with words between them. */
const between = '(?:[\\s,、:-]|再|发|来个|后面|跟|是|开头|打头|接着?|然后|中间|最后|末尾){1,6}';
const inParts = new RegExp(
  `(?<!\\d)1[3-9]\\d(?=[^.;!?]{0,12}?(?:再|跟|开头|打头|接|后面|然后|中间))${between}\\d{4}${between}\\d{4}(?!\\d)`,
  'gu',
);
const localNumber =
  /(?<=(?:电话|座机|固话|拨打|致电|热线|tel)[号码是为:]{0,3} ?)[2-9]\d{2,3}[ -]?\d{4}(?!\d)/gu;
const longNumber = new RegExp(`(?<![\\da-z])\\d(?:${gap}\\d){15,18}(?![\\da-z])`, 'gu');
const idCard = new RegExp(`(?<![\\da-z])\\d(?:${gap}\\d){16}${gap}[\\dx](?![\\da-z])`, 'gu');

/** Words before a number that make it one of orders, parcels or goods. */
const otherNumber =
  /(?:订单|定单|单号|运单|物流|快递|面单|包裹|编号|编码|序列号|序号|sn|imei|型号|货号|条码|条形码|批号|税号|案件|售后单|服务单|工单|流水号|交易号|防伪码|券码|卡密|sku|商品id|id|小票|票号|收银|目录|配件|箱号|批次|流水)[^,;!?。]{0,8}$/u;
/** 4006-2281-99是流水号: what the number is said to be. */
const saidToBeOther =
  /^ ?(?:这串|这个)?(?:是|为)[^,;!?。]{0,8}(?:单号|流水号|编号|货号|型号|批号|目录号|配件号|序列号|打印号)/u;
/** Who brings the parcel is called by its number, which the pages show too; who else has it is not our own shop. */
const courierWord =
  /(?:快递员|快递小哥|小哥|派件员|派送员|配送员|骑手|取件员|揽收员|驿站|代收点|快递柜)[^;!?。]{0,10}$/u;
/** A hotline of the platform or a brand has no number of a mobile. */
const hotlineWord =
  /(?:官方|平台|品牌|总部)(?:的|客服|售后|服务|人工|统一|消费者){0,3}(?:热线|电话)?[^,;!?。]{0,4}$/u;
const phoneWord = /(?:电话|手机|座机|打给|拨打|致电|联系|call|tel|热线)[^,;!?。]{0,8}$/u;
const cardWord =
  /(?:卡|账号|帐号|账户|户名|银行|[工农建中招]行|打款|转账|汇款|转|打)[^;!?。]{0,16}$/u;
const cardAfter = /^[^,;!?。]{0,6}(?:卡|账户|账号|帐号|[工农建中招]行|工商|农业银行|建设银行)/u;
const wordReach = 16;

/** Telephone numbers that are not the shop's own, nor a public one, nor a courier's. */
export function findPhones({ digits, official }: FinderInput): Found {
  const { text } = digits;
  const spots = [mobile, inParts, landline, serviceNumber, localNumber].flatMap((pattern) =>
    [...text.matchAll(pattern)].filter(({ 0: number, index }) => {
      if (official.numbers.test(bare(number))) return false;
      const before = text.slice(Math.max(0, index - wordReach), index);
      const end = index + number.length;
      if (isPriceList({ text, start: index, end })) return false;
      return (
        isOfNobody(before, text.slice(end, end + wordReach)) &&
        !(pattern !== mobile && pattern !== inParts && hotlineWord.test(before))
      );
    }),
  );
  return { text: digits, spots: spots.map(spotOf) };
}

/** What stands around it says neither that it is another number, nor that a courier has it. */
function isOfNobody(before: string, after: string): boolean {
  if (/[a-z]$/.test(before) && !/(?:tel|call|phone|vx|wx|v|qq|q)$/.test(before)) return false;
  return !(isOtherNumber(before) || saidToBeOther.test(after) || courierWord.test(before));
}

/** Bank cards: the length of one, and either its check digit and issuer, or words of money before it. */
export function findBankCards({ digits }: FinderInput): Found {
  const spots = [...digits.text.matchAll(longNumber)].filter(({ 0: number, index }) => {
    const before = digits.text.slice(Math.max(0, index - wordReach), index);
    const after = digits.text.slice(index + number.length, index + number.length + wordReach);
    if (otherNumber.test(before)) return false;
    return cardWord.test(before) || cardAfter.test(after) || looksLikeCard(bare(number));
  });
  return { text: digits, spots: spots.map(spotOf) };
}

/** Numbers of resident identity cards. */
export function findIdCards({ digits }: FinderInput): Found {
  const spots: readonly Spot[] = [...digits.text.matchAll(idCard)]
    .filter(({ 0: number }) => isIdCard(number.replace(/[^\dx]/g, '').toUpperCase()))
    .map(spotOf);
  return { text: digits, spots };
}

/** 单号电话都是138…: the nearer word decides. */
function isOtherNumber(before: string): boolean {
  const other = otherNumber.exec(before);
  if (other === null) return false;
  const phone = phoneWord.exec(before);
  return phone === null || phone.index < other.index;
}

/** UnionPay's begin with 62; of others one in ten passes by chance. */
function looksLikeCard(number: string): boolean {
  return number.startsWith('62') || (/^[345]/.test(number) && passesLuhn(number));
}

const bare = (number: string) => number.replace(/\D/g, '');
