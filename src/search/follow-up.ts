import { normalise } from '../nlu/normalise.ts';

/**
 * What a short message adds to the question before it: 生鲜 in 那生鲜呢, 拆封 in 要是拆封了呢, 自营 in 自营的也一样吗.
 * `null` where it stands on its own.
 */
export function conditionIn(text: string): string | null {
  const [only, ...others] = normalise(text)
    .text.replaceAll(' ', '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((clause) => clause !== '');
  if (only === undefined || others.length > 0 || only.length > longest) return null;
  const rest = only.replace(lead, '');
  const core = shapes.map((shape) => shape.exec(rest)?.[1]).find((found) => found !== undefined);
  if (core === undefined && !supposes.test(only)) return null;
  const condition = trimmed(core ?? rest);
  return condition === '' || ownWish.test(condition) || pronoun.test(condition) ? null : condition;
}

/** Whether a condition is a question of its own: 退款多久到账呢 may lean on what was told, or not. */
export function isQuestion(condition: string): boolean {
  return /怎么|咋|什么|啥|多久|多少|几|谁|哪|吗|能不能|可不可以|是不是|有没有|为何/u.test(
    condition,
  );
}

/** Whoever writes more than this says what they mean. */
const longest = 16;

const lead = /^(?:那么|那|哪|嗯|哦|好的?)*(?:如果是?|要是|假如|万一|换成|换做|若是)?/u;
/** 要是拆封了 needs no 呢. */
const supposes = /^(?:那么|那)?(?:如果|要是|假如|万一|换成|换做|若是)/u;

const shapes: readonly RegExp[] = [
  /^(.+?)(?:的话)?(?:又)?(?:怎么说|怎么算|怎么样)?呢$/u,
  /^(.+?)(?:的话)?(?:是不是)?也(?:都|是|能|可以|会|算|行|要|有|支持|适用|一样|同样|这样|这么|那样|如此|不)*(?:吗|么|嘛|不|吧|没)?$/u,
  /^(.+?)(?:是不是|是|都)?(?:一样|同样)(?:的)?(?:吗|么|嘛|不|吧)?$/u,
];

/** 有质量问题的 → 质量问题, 拆封了 → 拆封. */
function trimmed(words: string): string {
  return words
    .replace(/^(?:已经|如果|要是|假如|万一|是|有|只是|就是|我的?是?)+(?=.{2})/u, '')
    .replace(/(?<=..)(?:的话|的|了|嘛|呀|啊)+$/u, '')
    .replace(/(?<=..)过$/u, '');
}

/** 那我要退货呢 wishes, and asks nothing about the answer. */
const ownWish = /我[要想]|帮我|给我|麻烦|人工|客服|转接/u;

const pronoun =
  /^(?:[你您我他她它谁].*|这|那|这个|那个|这些|那些|你们|我们|他们|然后|后来|接着|现在|今天|明天|之后|以后|别的|其他|其它|人|然|呢|个)$/u;
