import { normalise } from './normalise.ts';

export type SmallTalk = 'hello' | 'thanks' | 'bye' | 'who';

/** Small talk is short. Runs are cut to two and the rest is bounded, so that no message makes the patterns below slow. */
const longestSmallTalk = 32;

/** The kind of a message that is nothing but small talk; `null` as soon as it holds anything else. */
export function smallTalk(text: string): SmallTalk | null {
  const words = normalise(text)
    .text.replace(/[\p{P}\p{S}\p{Z}\p{Extended_Pictographic}]/gu, '')
    .replace(/(.)\1{2,}/gu, '$1$1');
  if (words.length > longestSmallTalk) return null;
  if (words === '') return /[👍🙏❤🌹💐👌]/u.test(text) ? 'thanks' : null;
  const kind = kinds.find(({ pattern }) => pattern.test(words));
  return kind?.kind ?? null;
}

const particle = '(?:啊|呀|哈|呢|吧|啦|了|哦|喔|嘛|哟|哇|咯|嘞|的|滴|捏|噢){0,3}';
const you =
  '(?:你们?|您|亲+|亲爱的|客服|小安|机器人|店家|老板|掌柜的?|小姐姐|大家|各位|小二|老师|哥|姐|美女|帅哥){0,2}';
const hello = `(?:你好|您好|妳好|您吉祥|哈喽|哈啰|哈罗|嗨+|嘿+|喂+|hello|helo|hi+|hey|halo|nihao|ninhao|在吗|在不在?|在么|在嘛|在没|在线吗|有在吗|早|早安|早上好|上午好|中午好|下午好|晚上好|晚安好|午安|你早|新年好|节日好|打扰一?下?|请问|请问一下|咨询一下|想问一下|问一下|问个问题|有个问题|有问题想?问|雷猴|侬好|恁好|吃了吗|忙吗|在忙吗|你好吗|你好呀|忙不忙|早晨|吃了没|有宝子在吗|大家好|老铁|在的吗|zaima|zaim)`;
const thanks = `(?:谢谢+|谢啦|谢了|谢过|谢|多谢|感谢|感恩|非常感谢|十分感谢|太感谢|万分感谢|唔该晒?|多谢晒|谢谢侬|辛苦|辛苦你|thanks?|thankyou|thx|tks|3q|xiexie|xx|麻烦你|麻烦您|有劳|好的|好|不用|嗯+|嗯呢|ok|okay|知道|晓得|明白|懂|收到|了解|行|可以|没问题|好滴|好嘞|好吧|好呀|太好|帮大忙|你真好|真棒|真不错|不错|厉害|赞|棒|你人真好|态度好|态度真好|真有耐心|非常好|很好|满意|点赞|给力|不用了?|么么哒|你真厉害|真厉害|66|爱你|新年快乐|节日快乐|生意兴隆|祝你?(?:生意兴隆|新年快乐|开心)|好人一生平安|客气|不好意思|没别的|没有|没事|就这样|清楚|原来如此|原来是这样|这样啊|哦+|噢+)`;
const bye = `(?:再见|拜拜+|拜+|byebye|bye+|88|886|回见|回头见|下次见|下次再聊|下次聊|改天聊|明天见|先这样|那先这样|就这样|走了|我走|我先走|撤了|下了|先下|我下|晚安|good ?night|没事|没别的事|不聊|挂了|再会|拜了个拜|先不聊|88|saigo)`;
const who = `(?:你|您|你们|这|对面|现在|到底|究竟|请问|我想问|那|所以|难道|喂|你好|您好|是在|在|在?[跟和]我(?:聊天|说话|聊|讲话)的?|聊天|回复我?|回我|说话){0,4}(?:是谁|是哪位|哪位|谁|是什么人|是什么东西|是干什么|是干嘛|是做什么|是干啥|干啥|叫什么|叫什么名字|叫啥|叫啥名|叫啥名字|怎么称呼|贵姓|什么名字|名字是什么|是不是(?:机器人?|真人|人工|人|ai|人工智能|智能客服|活人|自动回复)|是(?:机器人?|真人|人工智能|人工|人|ai|智能客服|活人|自动回复|程序|电脑)(?:客服)?|机器人|ai|是(?:机器人?|ai|智能)(?:客服)?还是(?:真人|人工|人|活人)|是(?:真人|人工|人|活人)(?:客服)?还是(?:机器人?|ai|智能客服)|能做什么|能干什么|能干嘛|能帮我做什么|会做什么|会什么|会干啥|能干啥|有什么功能|有啥用|是男是女|几岁|多大)(?:客服)?(?:来着|吗|嘛|么|吧|呢|啊|呀|的|在|回复|在回|说话|不|了){0,4}`;

const whole = (core: string) => new RegExp(`^(?:${core})$`, 'u');

/** In the order of what counts more: 好的谢谢再见 says goodbye, 你好你是谁 asks. */
const kinds: readonly { readonly kind: SmallTalk; readonly pattern: RegExp }[] = [
  { kind: 'who', pattern: whole(`(?:${hello}${particle}){0,2}${you}${who}${particle}`) },
  { kind: 'hello', pattern: whole(`(?:${you}${hello}${you}${particle}){1,4}`) },
  {
    kind: 'bye',
    pattern: whole(
      `(?:${you}${thanks}${you}${particle}){0,4}(?:${you}${bye}${you}${particle}){1,4}`,
    ),
  },
  { kind: 'thanks', pattern: whole(`(?:${you}${thanks}${you}${particle}){1,4}`) },
];
