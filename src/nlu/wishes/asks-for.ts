import { normalise } from '../normalise.ts';

/** Whether a clause asks for something, in the form of a wish, an order or a question; 坏了 and 我退货了 tell. */
export function asksForSomething(clause: string): boolean {
  const { text } = normalise(clause);
  if (told.test(text)) return false;
  return wish.test(text) || question.test(text) || order.test(text);
}

const wish =
  /(?:^|我|俺|咱|了(?=[想要][退换修])|就|还|也|都|先|再|顺便|另外|对了|然后)(?:想|要(?!是)|得(?=退|换|修|查|改)|需要|打算|希望|准备)(?!不到|多)|帮|给我|麻烦|请(?!求过)|申请(?!了|过)|能不能|能否|可不可以|可以.{0,12}[吗么嘛不]|能.{1,12}[吗么嘛不]|(?:咨询|问)(?:一?下|个)|赶紧|快点|尽快|抓紧/u;
const question =
  /[?]$|[吗么嘛呢]$|怎么|咋|如何|多久|什么时候|啥时候?|几[天号点时个]|哪|多少|为什么|为啥|凭什么|谁|是不是|有没有|会不会|到.{0,2}没|[了过好到][没]$|怎样/u;
const order =
  /^(?:我|先|再|顺便|另外|还有|对了|然后|直接|也)*(?:把.{1,8})?(?:退货|退款|退掉|退了它|换货|换个|换一|维修|返修|开(?:张|个|一张)?.{0,4}发票|补开|查(?:一?下|下)?|催|改(?:一?下|成)?.{1,8}$|取消.{0,8}$|投诉|补发|补寄|赔|解绑|注销|删(?:除|掉)?|重开|价保|保价)/u;
/** 已经申请了, 退货了: what was done is a tale. */
const told =
  /^(?:我|已经|昨天|上次|之前|前面|刚才?|早就?)*(?:申请|退|换|修|买|付|寄|投诉|取消)(?:货|款)?(?:过|了(?!吗|么|没))(?!.*[吗么?]$)/u;
