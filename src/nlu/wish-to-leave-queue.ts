import { normalise } from './normalise.ts';

/** Whether a shopper who waits for a person no longer wants to: 不等了, 算了, 取消排队, 不用人工了. */
export function wishesToLeaveQueue(text: string): boolean {
  const clauses = normalise(text)
    .text.split(/[\p{P}\p{S}\p{Z}]+/u)
    .filter((clause) => clause !== '');
  return (
    clauses.some((clause) => leaving.some((pattern) => pattern.test(clause))) &&
    !clauses.some((clause) => staying.test(clause))
  );
}

const lead =
  '(?:算了|算了吧|那|那就|就|我|俺|咱|好吧?|行吧?|唉|哎|太久了?|太慢了?|还是|先|嗯|好了|谢谢|麻烦|请|帮我|给我|你|你们|都){0,5}';
const tail =
  '(?:了|吧|啊|呀|啦|咯|哈|谢谢|再见|拜拜|好了|得了|算了|先|呗|嘞|哦|喔|撒|噻|嘛|你|您|行吗|可以吗|好吗|人工|客服|排队|一下){0,5}';
const whole = (...parts: readonly string[]) => new RegExp(`^${parts.join('')}$`, 'u');

const leaving: readonly RegExp[] = [
  // 不等了, 不想排了, 懒得等, 唔等啦
  whole(
    lead,
    '(?:不想|不要|不愿意?|不打算|不准备|懒得|唔想|唔|不再|等不起|等不下去|不|没时间|没空|没工夫|没耐心)(?:再|继续|在这){0,3}(?:等|排队?|排号|候)(?:着|下去|待|人工|客服|你们|队|他们){0,3}',
    tail,
  ),
  whole(lead, '(?:等不了|等不起|等不及|等不下去|排不起|等唔切)', tail),
  // 算了, 不用了, 没事了
  whole(
    lead,
    '(?:算|罢了|不用了?|不必了?|不需要了?|不要了?|唔使|没事儿?了|没事|冇事|不麻烦|不打扰|不咨询|不问|不找|不转|不接|撤了)',
    tail,
  ),
  whole(
    lead,
    '(?:不用|不要|不需要|不必|不想|别|甭|无需|唔使|没必要)(?:再|给我|帮我|你们|急着|继续){0,3}(?:转接?|接|找|叫|等|排|要|麻烦|安排)?(?:一?个)?(?:人工|真人|客服|人|专员|经理)?(?:客服|服务)?',
    tail,
  ),
  whole(lead, '取消', tail),
  // 人工就不用了
  whole(
    lead,
    '(?:人工|真人|客服)(?:客服|服务)?(?:就|也|先)?(?:不用|不要|不需要|不等|不找|不转|算|免)',
    tail,
  ),
  whole(
    lead,
    '(?:取消|退出|停止|结束|离开|撤销|关掉?|不排|放弃)(?:掉)?(?:排队|等待|转人工|人工|客服|转接|等候|队列|队|申请|等|排号)',
    tail,
  ),
  // 我问机器人就行, 换回机器人
  whole(
    lead,
    '(?:跟|和|问|找|用|让|叫|换|转|回|切)(?:回|到|成)?(?:机器人?|智能客服|小安|智能助手|ai)(?:聊|说|回答|来|客服|服务)?(?:就|也)?(?:行|好|可以|吧)?',
    tail,
  ),
  whole(
    lead,
    '(?:改天|回头|晚点|下次|明天|待会儿?|等会儿?|一会儿?)(?:再)(?:来|说|问|聊|找|联系)',
    tail,
  ),
  whole(lead, '(?:已经|都|自己){0,3}(?:解决了?|搞定了?|弄好了?|搞好了?|处理好了?)', tail),
];

/** 不等了快点, 别不管我: whoever urges still waits. */
const staying = /快点|赶紧|催|投诉|12315|怎么还|到底|还要等|我等|等着|继续等|再等等|可以等/u;
