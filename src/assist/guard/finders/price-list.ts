/** Where a number stands: in a text, from the unit `start` to the unit `end`. */
interface NumberPlace {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const separator = /[,、/;]/;
/** Three prices or more; a price of five digits is dear, and one of a digit is none. */
const prices = /^\d{2,5}(?: ?[,、/;] ?\d{2,5}){2,}$/;
const reach = 12;

/** What makes numbers prices where it stands beside them. */
const priceBefore =
  /(?:价位?|金额|卖|到手|优惠|满减|档位?|款|版|配置|套餐|规格|实付|分别(?:是|为)?|退|付|补|赔|¥|是|为|有)[:是为有到了在的,]{0,3} ?$/u;
const priceAfter = /^ ?(?:元|块|¥|[两几多\d]?个?(?:档|款|种|版本?|价位?|配置|套餐|规格)|这[几\d])/u;
/** What makes them a way to reach somebody, whatever else stands there. */
const contactBefore =
  /(?:电话|手机|号码?|座机|热线|联系|致电|拨|打给?|呼|加(?!价|购|送)|找|微|vx|wx|tel|call|[vq]|我(?!们|家|店)|老板|店长|师傅)[^.!?\n]{0,6}$/u;
const contactAfter =
  /^[^\p{L}\p{N}]{0,2}(?:联系|找我|打|拨|加我|微|是我|我的|老板|店长|师傅|手机|电话|短信|同号|随时)/u;

/**
 * Whether a number in parts is a list of prices: 199,1299,3999 has the length of a mobile's, and its parts. It is one
 * where words of price stand beside it, or where its parts grow and end as prices do, and nothing speaks of calling.
 */
export function isPriceList({ text, start, end }: NumberPlace): boolean {
  const number = text.slice(start, end);
  if (!prices.test(number)) return false;
  const before = text.slice(Math.max(0, start - reach), start);
  const after = text.slice(end, end + reach);
  if (contactBefore.test(before) || contactAfter.test(after)) return false;
  return priceBefore.test(before) || priceAfter.test(after) || arePrices(number.split(separator));
}

/** Each dearer than the one before it, and a round sum or just below one. */
function arePrices(parts: readonly string[]): boolean {
  const sums = parts.map(Number);
  const grow = sums.every((sum, at) => at === 0 || sum > (sums[at - 1] ?? 0));
  return grow && parts.every((part) => /^[1-9]\d*(?:[89]|00|50)$/.test(part.trim()));
}
