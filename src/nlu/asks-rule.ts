import { normalise } from './normalise.ts';

const asking =
  /[?]|怎么(?!还|又|这么|那么|搞|回事|没|不|这样)|如何|[吗么]$|能不能|能否|可不可以|可否|多久|几天|多少|哪里|哪儿|在哪|什么时候|有没有|是不是|要不要|需不需要|需要.{0,8}[吗么]|谁(?:来)?(?:出|付|掏|给|承担|负担)|(?:能|可以|是|会|要|有|给).{0,12}不$|行不行|合不合理|是(?:啥|什么)/u;

/** Whether a message asks, so that an answer may be all that is wanted: 发票怎么开, 多久能到. */
export function asksRule(text: string): boolean {
  return asking.test(normalise(text).text);
}
