import { actionTurnedTo, type Matter, matterWord } from './action-turned-to.ts';
import { normalise } from './normalise.ts';

/** What a message does in an open dialog, beside what it says about the matter. */
export type DialogAct =
  | 'yes'
  | 'no'
  /** The matter is given up: 算了不退了. */
  | 'cancel'
  /** What was said before is taken back: 不对,是前天. */
  | 'correct'
  | 'dont_know'
  /** The shopper needs a moment: 我找找. */
  | 'wait'
  | 'thanks'
  /** All over again: 重新来. */
  | 'restart'
  /** To the question before: 上一步. */
  | 'back'
  /** Another action than the matter's is wanted: 我不想退了我想换. */
  | 'switch'
  | 'other';

/**
 * The act of a message, by its wording alone. What changes the course counts before yes and no; a question is neither.
 * 不退了 gives up a return but not an exchange, and 换吧 is a yes to an exchange only: name the `matter` where it is known.
 */
export function dialogActOf(text: string, matter: Matter | null = null): DialogAct {
  const utterance = normalise(text).text.replace(/\p{Extended_Pictographic}/gu, spokenSign);
  const clauses = utterance.split(/[^\p{L}\p{N}]+/u).filter((clause) => clause !== '');
  if (clauses.some((clause) => restart.test(clause))) return 'restart';
  if (clauses.some((clause) => back.test(clause))) return 'back';
  const turnedTo = matter === null ? null : actionTurnedTo(text);
  if (turnedTo !== null && turnedTo !== matter) return 'switch';
  if (isCancel(clauses, matter)) return 'cancel';
  if (isCorrection(clauses)) return 'correct';
  if (clauses.some((clause) => wait.test(clause)) && !clauses.some(asksBeside)) return 'wait';
  if (clauses.some((clause) => unknown.test(clause) && !unknownElse.test(clause)))
    return 'dont_know';
  return answerIn(clauses, utterance) ?? (isThanks(clauses) ? 'thanks' : 'other');
}

function spokenSign(sign: string): string {
  if ('👌👍🆗✅'.includes(sign)) return '好';
  return '👎🙅❌'.includes(sign) ? '不' : ' ';
}

const oneOf = (words: string) => `(?:${words.trim().replaceAll(/\s+/g, '|')})`;
const clause = (...parts: readonly string[]) => new RegExp(`^${parts.join('')}$`, 'u');

const lead = `${oneOf('嗯+ 恩+ 哦 噢 啊 呃 额 唉 哎 诶 那 那就 就 还是 我 俺 我们 咱 亲 你好 您好 客服 先 就先 都 这 这个 请 麻烦 帮我 给我 直接')}{0,4}`;
const tail = `${oneOf('啊 呀 哈 呢 吧 啦 了 哦 喔 嘛 哟 哇 咯 嘞 的 滴 捏 噢 呗 哒 呐 哩 咧 噻 撒 嗷 嘅 咗 哈子 拉 喽 诶 欸 呃 嗯 亲 谢谢 多谢 谢了')}{0,4}`;

const restart = clause(
  lead,
  oneOf('想 要 可以 能不能 能 让我 从头 全部'),
  '{0,2}',
  oneOf(
    '重新(?:来|开始|填|弄|走|选|办)(?:一遍|一次|过|起)? 从头(?:来|开始|再来|填|弄|走)(?:一遍|过|起)? 重来(?:一遍|一次)? 重头(?:来|开始)(?:一遍)? 再来一(?:遍|次) 重填(?:一遍)? 推倒重来 从新(?:来|开始|填)(?:一遍)? 重开 全部重来',
  ),
  tail,
);

const back = clause(
  lead,
  oneOf('想 要 退 返 回'),
  '{0,2}',
  oneOf(
    '(?:返回|退回|回到|退到|回)?(?:去)?上(?:一|个|一个)(?:步|问题|题|个问题)? 返回 往回(?:退|走)?(?:一步)? 后退(?:一步)? 倒回去 (?:改|换)(?:一下)?上(?:一|个|一个)(?:步|题|问题)? (?:退|回|倒)(?:回)?(?:去|到前面|前面)(?:那步|那个问题|那题)?',
  ),
  tail,
);

const thing = oneOf('货 款 货款 退款 掉 这个 这件 这单 货了 货款了 它');
const giveUpAnyway = oneOf(
  '算了 算了?[吧啦]?我?不要 算啦 算球 算咯 算哒 算数 罢哒 拉倒 罢了 得了 不办 不弄 不搞 不申请 不提交 不处理 不继续 不折腾 不麻烦你们? 不走了 放弃 先放着 当我没说 当我没问 当没说 没事 没事儿 作罢 不整 不闹',
);
const giveUpCancel =
  '(?:先|暂时)?不(?:想|要)?(?:开|投诉|举报|追究|理赔|索赔|注销)(?:发票|票|账号|号)?(?=了|啦)|(?:退货|换货|退款|维修|申请)?(?:取消|撤销|撤回)(?:掉)?(?:了)?(?:这个|这次|本次|这单)?(?:申请|办理|退货|换货|退款|退换|售后|流程|操作|维修)?(?:申请)?';

function givesUp(matter: Matter | null): RegExp {
  const verb = matter === null ? '[退换修]' : matterWord[matter];
  const notAgain = `(?:不|唔|先不|暂时不|暂不|懒得|不想|不要|不用|不必|冇|弗|勿|覅|莫|甭|先别|别)(?:再|想|要|打算|去|用)?${verb}(?:货|款|掉|理)?(?:这个|这件)?`;
  return clause(
    lead,
    '(?:好的?|行)?',
    `(?:${oneOf(`${giveUpAnyway} ${giveUpCancel} ${notAgain}`)}${oneOf('了 啦 吧 咯 嘞 喽 呗 啊')}{0,2}${thing}?){1,3}`,
    tail,
  );
}

const anyMatter = givesUp(null);
const byMatter: Readonly<Record<Matter, RegExp>> = {
  return: givesUp('return'),
  exchange: givesUp('exchange'),
  repair: givesUp('repair'),
};
/** 算了还是退吧, 不换了给我退钱: one wish is given up for another. */
const goesOn =
  /(?:还是|就|要|给我|直接|那|帮我|我)(?:给我|直接)?[退换修办](?!不|没)(?:货|款|钱|掉)?|继续|接着/u;
/** 没事 alone is no giving up of anything; it is with 了 or beside a word that says so. */
const mereComfort = /^(?:没事儿?|得了)$/u;

function isCancel(clauses: readonly string[], matter: Matter | null): boolean {
  const pattern = matter === null ? anyMatter : byMatter[matter];
  const at = clauses.findLastIndex((one) => pattern.test(one) && !mereComfort.test(one));
  if (at < 0) return false;
  return !clauses.some((one, place) => place !== at && goesOn.test(one) && !anyMatter.test(one));
}

const mistake = `(?:打|说|写|填|输|记|看|点|选|按|弄|搞|讲|发)错(?:字|日期|时间|单号|订单号?|人|内容|图)?`;
const corrections: readonly RegExp[] = [
  clause(lead, '(?:不对|哦不|噢不){1,3}', oneOf('啊 呀 哦 不是 吧 的 哈'), '{0,2}'),
  clause(
    lead,
    '(?:不好意思|抱歉|sorry|手滑|手误)?',
    oneOf('刚才 刚刚 刚 上面 前面 之前 日期 时间 单号 订单号? 是'),
    '{0,3}',
    `(?:(?:我|都)?${mistake}){1,2}`,
    tail,
  ),
  clause(
    lead,
    oneOf('错了 错啦 错 弄反了? 说反了 更正(?:一下)? 纠正(?:一下)? 口误 手误 手滑 写反了'),
    '{1,3}',
    tail,
  ),
  new RegExp(`^${lead}(?:不对|错了|说错了|打错了|口误|更正)(?:不对)?(?:应该)?是.+`, 'u'),
  new RegExp(
    `^${lead}(?:应该|其实|准确地?说|确切地?说)(?:说)?是(?!不是|否|吧|吗|的?$).{1,30}$`,
    'u',
  ),
  new RegExp(`^${lead}(?:改|换|更正)(?:成|为)(?!.{0,12}[吗么]$).{1,20}$`, 'u'),
  new RegExp(`^${lead}(?:记|说|写|填|打|看)成.{1,20}了$`, 'u'),
  new RegExp(`^${lead}不是.{1,12}(?<!是)是(?!不是|否).{1,20}$`, 'u'),
  new RegExp(
    `^${lead}(?:前面|刚才|上面|之前)(?:我)?(?:说|写|填|选|打)的(?:那个|日期|时间)?(?:不对|错了|不准|有误|不是)`,
    'u',
  ),
];
const notThat = new RegExp(`^${lead}不是.{1,12}$`, 'u');
const butThis = /^(?:而|就|应该|我)?是(?!不是|否|吗|的$).{1,20}$/u;

/** 不是昨天,是前天 is said in two clauses; 是不是 and 不是吗 ask. */
function isCorrection(clauses: readonly string[]): boolean {
  return clauses.some(
    (one, at) =>
      corrections.some((pattern) => pattern.test(one)) ||
      (notThat.test(one) && butThis.test(clauses[at + 1] ?? '')),
  );
}

const wait = clause(
  lead,
  oneOf('让我 容我 我去 我先 去 你 您 先 再 别急 不急 可以 能'),
  '{0,3}',
  oneOf(
    '等(?:我)?一?(?:下|会儿?|等|哈)子?(?:我|啊|哈|再说|找找|看看)? 等等我? 等等等 稍等(?:一?下|片刻|会儿?|我)? 稍候 稍后 稍后再说 等我(?:一?下|会儿|找找|看看|查查|问问|翻翻|回家(?:看看)?|下班)? 待会儿?(?:再说|说|看看|弄)? 一会儿?(?:再说|说|看看|弄|找)? (?:去|来)?(?:找找|看看|查查|翻翻|问问|想想|瞅瞅|瞧瞧|确认下|核对下|数数)(?:看)? (?:去|来)?(?:找|看|查|翻|问|想|瞅|拍|确认|核对)(?:一下|下|一眼|个图)(?:啊|哈|先|再说)? 马上(?:来|找|好|看|发|拍)? 别急 等会儿?(?:啊|哈|再说)? 等(?:哈儿?|阵|一阵)先? 一阵先 等我[睇瞧瞅望](?:一?下|睇|瞧|瞅)? 且慢 慢点 有点忙(?:等下)? 回头再说 晚点(?:再说|说|弄|发)? 明天再说 正在(?:找|看|查|拍|翻) (?:去|来)?拍(?:照|张照|个照|张图)片?',
  ),
  '{1,3}',
  oneOf('订单 订单号 单号 照片 记录 图 手机 包装 盒子 日期 短信 物流'),
  '?',
  tail,
);

/** 等下，运费谁出 asks, and 等一下，我看看是哪单 does not. */
const asksBeside = (one: string) => !wait.test(one) && !looking.test(one) && whose.test(one);
const looking = /看|找|查|翻|想|问/u;
const whose = /谁|怎么|咋|多少|多久|几天|能不能|可不可以|要不要|[吗么]$/u;

const unknown = clause(
  '.{0,10}?',
  oneOf(
    '不知道(?:呢|啊|呀|诶|欸|哦|哎)? 不晓得 不清楚 不太清楚 不大清楚 不太知道 搞不清楚? 弄不清楚? 说不清楚? 说不好 说不准 不确定 不太确定 不好说 不了解 不记得 不太记得 记不得 记不清楚? 记不太清楚? 记不住 想不起来 想不起 没印象 没什么印象 没注意 没留意 没看 忘了 忘记了? 忘啦 忘光了? 早忘了 唔知 唔知道 唔记得 唔清楚 母鸡 晓不得 弗晓得 勿晓得 知不道 不造 没概念 没数 找不到 找不着 找不见 看不出来? 分不清楚?',
  ),
  oneOf(
    '具体 是 哪天 哪一天 几号 什么时候 多少 哪个 哪一?单 订单号? 单号 日期 时间 收到 买 的 了 啊 呀 呢 诶 欸 哦 哎 哈 吧 啦 嘞 咯 咧',
  ),
  '{0,5}',
);
/** 密码忘了, 不知道能不能退, 快递找不到: another matter, or a question. */
const unknownElse =
  /密码|账号|帐号|验证码|快递|包裹|客服|人工|入口|按钮|怎么|咋|能不能|可不可以|为什么|是不是|要不要|吗$|么$|找不到(?:人|我的?货|货)|货找不|知不知道|你们?不知道|难道|没看到/u;

const yes = oneOf(
  '是 是的 是滴 是啊 是呀 是哒 正是 就是 系 係 系啊 係啊 对 对的 对头 对滴 对啊 对呀 没错 没毛病 好 好的 好滴 好嘞 好哒 好呀 好啊 好哇 好吧 好咯 好叻 好勒 行 行的 行啊 行吧 行呗 中 中啊 得 得啊 成 成啊 可以 可以的 可以啊 阔以 可 可的 可行 要得 要的 要 需要 想 愿意 接受 同意 赞成 认可 必须 必须的 必须滴 必须得 当然 当然了 那当然 肯定 肯定的 那肯定 嗯 嗯呐 嗯那 嗯嗯 嗯呢 恩 昂 昂昂 哎 确认 确认提交 确定 提交 提交吧 递交 ok okay okk oki yes yep yeah ye y sure 没问题 没有问题 冇问题 莫问题 么问题 就这样 就这样吧 就这么办 就这么定 就这么着 就酱 办 办吧 办理 登记 登记吧 退 退吧 换吧 修吧 申请 申请吧 妥 妥了 妥妥 妥妥的 使得 有 有的 有啊 能 会 会的 照办 继续 继续吧 听你的 听您的 按你说的 按您说的 按你说的办 按这个来 就它 就这个 就这件 就那个 随便 随你 都行 都可以 都好 无异议 没意见 冇意见 可以提交 可以办 没得问题 巴适 中嘞 管 沾 好使 欧克 欧了 好der 准了 整吧? 嗯哪 管乎 来赛 来塞 shi dui hao xing keyi',
);
const no = oneOf(
  '不 不是 不是的 不是啊 不是哦 不系 唔系 唔係 否 没 没有 没有的 没有啊 没呢 没啊 木有 冇 冇啊 莫得 没得 么有 还没 还没有 都没有 都没 并没有 从来没有 不要 不用 不用了 不需要 不必 不必了 不了 不行 不可以 不可 不能 不会 不同意 不接受 不愿意 不想 不肯 不中 不得行 不得 不成 不好 不妥 不干 唔好 唔得 唔使 唔要 唔想 莫 莫要 甭 别 别了 免了 先不 先不要 先不用 暂时不 暂时不要 暂时不用 暂不 暂时不需要 no nope n not 拒绝 不确认 不提交 先别 先别提交 别提交 不要提交 都不是 都不对 都不要 没必要 用不着 不乐意 反对 孬 覅 弗要 勿要 弗是 勿是 不兴 bu buyong meiyou',
);
const yesClause = clause(
  lead,
  `${yes}${oneOf('啊 呀 哈 吧 啦 了 的 滴 嘞 呗 哒')}{0,2}${yes}?`,
  tail,
);
const yesRun = clause(lead, `${yes}{1,6}`, tail);
const noClause = clause(lead, `${no}{1,3}`, oneOf('没 不'), '?', tail);
const asks =
  /[?]|(?:吗|么|呢|嘛|不|没|没有)$|怎么|咋|什么|多少|多久|几[天号个块]|谁|哪|为啥|能不能|可不可以|是不是|要不要|会不会|有没有/u;
const objects = /^(?:但|不过|可是|可|只是|然而)/u;

/** A yes or no that opens the message, unless what follows asks back or objects. */
function answerIn(clauses: readonly string[], utterance: string): 'yes' | 'no' | null {
  const [first = '', ...rest] = clauses;
  const answer = answerOf(first);
  if (answer === null) return null;
  if (asks.test(rest.join(' ')) || rest.some((one) => objects.test(one))) return null;
  const isQuestion = rest.length === 0 && /[?]/.test(utterance);
  const isTurned = rest.some((one) => (answerOf(one) ?? answer) !== answer);
  return isQuestion || isTurned ? null : answer;
}

/** 没有问题了 has nothing more to ask, 对了 begins something new. */
const noAnswer = /^(?:没有?.{0,3}问题了|对了)$/u;

function answerOf(one: string): 'yes' | 'no' | null {
  if (noAnswer.test(one)) return null;
  if (noClause.test(one)) return 'no';
  return yesClause.test(one) || yesRun.test(one) ? 'yes' : null;
}

const thanks = clause(
  lead,
  `${oneOf('谢谢+ 谢谢你 谢谢您 谢啦 谢了 谢过 谢 多谢 感谢 非常感谢 十分感谢 太感谢 唔该晒? 多谢晒 谢谢侬 辛苦 辛苦你 辛苦您 thanks? thankyou thank you thx tks 3q xiexie 麻烦你 麻烦您 知道 晓得 明白 懂 了解 收到')}{1,3}`,
  oneOf('你 您 你们 客服 啦 了 啊 哈 哦 呀 嘞 咯 亲 小姐姐 小哥 晒'),
  '{0,3}',
);

function isThanks(clauses: readonly string[]): boolean {
  return (
    clauses.some((one) => thanks.test(one)) &&
    clauses.every((one) => thanks.test(one) || answerOf(one) === 'yes')
  );
}
