import { type FinderInput, type Found, spotOf } from './find.ts';

// The last is what made-up addresses end in.
const ends =
  'com|c0m|cn|net|org|top|shop|xyz|cc|vip|info|link|site|club|me|io|tv|wang|store|online|ltd|icu|fun|work|tech|pro|app|mobi|biz|asia|hk|tw|us|co|ink|live|love|cool|group|space|website|win|bid|red|kim|gg|to|ly|im|la|so|example';
const dot =
  '(?:\\.|点|。|[·•⋅](?=[a-z0-9·•⋅.-]*(?:com|cn|net|example)(?![a-z]))|dot|\\(\\.\\)|\\[\\.\\]|【\\.】|丶|、|,(?=com|cn|net|top|vip|shop))';
const host = `(?:(?=[a-z0-9-]*[a-z])[a-z0-9-]+${dot}|[a-z0-9-]+\\.)+(?:${ends})(?![a-z])`;
const protocol = 'h(?:tt|xx)ps?:?/{1,2}';
const scheme = `(?:${protocol}|www\\.|wap\\.)`;
const withProtocol = new RegExp(`^${protocol}`, 'u');
const webAddress = new RegExp(
  `${scheme}[a-z0-9][^\\s\\p{Script=Han},;!?)）]*|(?<![a-z0-9@._-])${host}(?:[/:?][^\\s\\p{Script=Han},;!?)）]*)?`,
  'gu',
);
const at = '(?:@|&#64[.;]|艾特|爱特|圈a|小老鼠|\\(at\\)|\\[at\\]|【at】|#|at|＠)';
const email = new RegExp(
  `[a-z0-9][a-z0-9._+-]*${at}[a-z0-9-]{2,}(?:${dot}[a-z0-9-]+){0,2}${dot}(?:com|c0m|cn|net|org|cc|vip|top|shop|hk|edu|co|info|site|tech|work|email|example)(?![a-z])`,
  'gu',
);

/** Web addresses of other hosts than the official ones. */
export function findWebAddresses({ dense, official }: FinderInput): Found {
  const mails = [...dense.text.matchAll(email)].map(spotOf);
  const spots = [...dense.text.matchAll(webAddress)]
    .filter(({ 0: address }) => !isOfficial(address, official.domains))
    .map(spotOf)
    .filter(
      ({ start, end }) =>
        withProtocol.test(dense.text.slice(start, end)) ||
        !mails.some((mail) => mail.start < end && start < mail.end),
    );
  return { text: dense, spots };
}

const plainAddress = /https?:\/\/[a-z0-9][^\s\p{Script=Han}，。；！？、,;!?)）]*/giu;

/** A reply with blanks for the addresses of official hosts, as far as they are spelt plainly: they lead nobody away. */
export function withoutOfficialAddresses(text: string, domains: readonly string[]): string {
  return text.replace(plainAddress, (address) =>
    isOfficial(address.toLowerCase(), domains) ? ' '.repeat(address.length) : address,
  );
}

/** E-mail addresses, whatever stands for the sign in their middle. */
export function findEmails({ dense }: FinderInput): Found {
  return { text: dense, spots: [...dense.text.matchAll(email)].map(spotOf) };
}

function isOfficial(address: string, domains: readonly string[]): boolean {
  const authority = address.replace(/^https?:?\/{0,2}/, '').split(/[/?#]/, 1)[0] ?? '';
  // What stands before the sign is a name to sign in with, even if it looks like our host.
  if (authority.includes('@')) return false;
  const name = authority.split(':', 1)[0] ?? '';
  // A device at home, not a shop.
  if (/^(?:192\.168|10|127)\.[\d.]+$/.test(name)) return true;
  return domains.some((domain) => name === domain || name.endsWith(`.${domain}`));
}

const number = '[0-9零〇一二三四五六七八九十百]{1,6}';
const region =
  '(?:[\\p{Script=Han}]{2,8}(?:省|自治区))?[\\p{Script=Han}]{2,8}?(?:市|区|县|镇|乡|街道|村|旗|工业区|开发区|新区|园区)';
const street =
  '[\\p{Script=Han}0-9a-z]{1,10}?(?:路|大街|街|大道|道|巷|弄|胡同|工业区|工业园|产业园|科技园|园区|小区|花园|家园|公寓|广场|大厦|商贸城|批发市场|市场|商城|步行街|村|苑|庭|里|城)';
/** Without a region before it, 夜里用一档 is no street. */
const knownStreet = street.replace('|里|城)', ')').replace('|村|', '|');
const unit = '(?:号楼?|栋|幢|座|楼|层|室|单元|铺|档|门市|库房?|仓|弄)';
const withNumber = `[\\p{Script=Han}0-9a-z]{0,10}?${number}${unit}(?:[\\p{Script=Han}0-9a-z]{0,6}?${number}(?:${unit})?)*`;
const streetAddress = new RegExp(
  `(?:${region}){1,3}${street}${withNumber}|${knownStreet}${withNumber}(?=[,。.!?;]|$|\\p{Script=Han})`,
  'gu',
);
/** Where goods pass, or where the shopper lives, or who decides disputes. */
const otherPlace =
  /(?:转运|分拨|集散|营业部|营业点|网点|驿站|自提|代收|快递柜|丰巢|派送|送到|送至|配送|发往|到达|离开|收货地址|您的地址|您填|您的收货|您家|法院|派出所|监管局|消协|仲裁|检测|鉴定机构|维修中心|上门地址|安装地址)/u;
const placeReach = 16;

/** Streets with a number: a shop's, a store-house's, somebody's home. */
export function findStreetAddresses({ dense }: FinderInput): Found {
  const { text } = dense;
  const spots = [...text.matchAll(streetAddress)].filter(({ 0: address, index }) => {
    const around = text.slice(Math.max(0, index - placeReach), index + address.length + 6);
    return !otherPlace.test(around);
  });
  return { text: dense, spots: spots.map(spotOf) };
}
