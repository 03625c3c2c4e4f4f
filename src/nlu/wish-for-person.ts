import { normalise } from './normalise.ts';
import { asksAboutService, reportsThePast, withoutLookAlikes } from './wish-look-alikes.ts';

/**
 * Whether the shopper wants a person. Each clause of the message is judged alone: what only looks like a wish
 * (人工智能, 不用转人工, 昨天人工客服说…) is taken out first, then one clear wish is enough, whatever stands around it.
 */
export function wishesForPerson(text: string): boolean {
  const normalised = normalise(text).text;
  return foreignWish.test(normalised) || clausesOf(normalised).some(isWish);
}

/** Shorter messages are also read as one, for 转,人,工 and 人*工. */
const shortMessage = 8;

function clausesOf(text: string): readonly string[] {
  const clauses = text.split(/[\p{P}\p{S}\p{Z}]+/u).filter((clause) => clause !== '');
  const whole = clauses.join('');
  return clauses.length > 1 && whole.length <= shortMessage ? [...clauses, whole] : clauses;
}

function isWish(clause: string): boolean {
  if (againstTheBot.some((pattern) => pattern.test(clause))) return true;
  const rest = withoutLookAlikes(clause);
  if (reportsThePast(rest) || asksAboutService(rest)) return false;
  return forAPerson.some((pattern) => pattern.test(rest));
}

/** `甲 乙` → `(?:甲|乙)`. */
const oneOf = (words: string) => `(?:${words.replaceAll(' ', '|')})`;

/** A person as opposed to the bot, with the misspellings of input methods. */
const person = oneOf(
  '人工 仁工 人公 人功 任工 认工 人攻 人共 人gong ren工 rengong rg 真人 真银 活人 大活人 真客服 真正的人 真的人 肉人 正常人 专人 自然人',
);
/** People of the shop by their job. */
const staff = oneOf(
  '(?<!智能|机器人|机器|ai|自动)客服 坐席 座席 专员 经理 主管 领导 老板 店长 店主 掌柜的? 负责人 管事儿?的 主事的 当家的 头儿 接线员 话务员 店小二 小二 工作人员 值班人?员? 组长 上级 领班',
);
/** Anybody, as long as it is somebody who can talk. */
const somebody = oneOf(
  '人 人手 懂行的 懂的 懂的人 明白人 明白的 会说话的 会喘气的 喘气的 能说话的 能做主的 做得了主的 能拍板的 管用的 能解决(?:问题)?的人? 能处理的人? 听得懂人?话的 能听懂人?话的 说人话的 会说人话的 有脑子的 小姑娘 小伙子 小哥 小姐姐',
);
/** What may stand between the verb and the person. All repetitions are bounded: a message made to be slow is not. */
const between = `${oneOf('一下子? 下 一?个 一?位 一?名 一?只 点 些 你们?的? 你?这个? 你哋 恁 您 咱们? 贵公司 贵店 这边 那边 店里 公司 到 成 回 进 去 给 返 我们? 俺们? 人家 真正的? 真的 真 活的 大 正经 正常 在线 线上 专属 专业的? 高级 资深 售后 售前 退款 投诉 客户 别的 其他的? 另外 另一? 新的? 那个 刚才 刚刚 女的? 男的? 值班的? 当班的? 能 管 负责的? 上面的? 上级 上头 部门 门店 的')}{0,4}`;
/** Politeness and impatience that may follow without changing anything. */
const tail = `${oneOf('吧 啊+ 呀 呢 嘛 吗 么 嘞 啦 咯 了 哈 呗 呐 哇 哦 喔 诶 哟 噻 撒 先 嚟 来 行不行? 行吗 可以吗 可以不 可以么 可不可以 好吗 好不好 好伐 伐 中不中? 要得不 得唔得 得不得 成不成? 能不能 有吗 有没有 有么 在吗 在不在? 在么 在线吗 在 麻烦 谢谢 多谢 谢了 感谢 拜托 求求 亲+ 快 快点儿? 快一点 赶紧 赶快 立刻 马上 现在 立马 速度 急+ 急事 一下 下 不 没 你好 您好 帮忙 喂 服务 好了 得了 去 过来 出来 哪 哪里 在哪里? 在哪儿')}{0,6}`;
/** What a person is wanted for: talking, or settling the matter. */
const forTalk = `(?:(?:直接)?(?:来|去|出来|过来)?(?:跟|和|与|同|给|帮|替)(?:我们?|俺|咱)|接(?:电话|一下|听|我|单|手|待|入|管)|介入|(?:来)?(?:处理|解决|解答|回答|回复|沟通|核实|协助|帮助|帮忙|帮|教我?|告诉我|对话|聊|说话|说|讲|谈|唠|倾|回我|回话|理我))`;

const strongVerb = oneOf(
  '转接?到? (?:找|联系|接|转)不[到了上通着成] 专 砖 传 zhuan 接通 接入 接 切换?到? 换成? 换到 找到? 叫 喊 嗌 呼叫 召唤 呼唤 派 安排 联系 联络 联系上 连接 连线 连 搵 揾 要求 申请 请求 请 让 需要 求 进入? 使用 打给 咨询 问',
);
const weakVerb = oneOf(
  '要 想要? 来 给 畀 上 整 弄 有 有没有 有冇 没有? 冇 点 按 选 用 走 直接 只要 就要 得 变 改 不如',
);

const whole = (...parts: readonly string[]) => new RegExp(`^${parts.join('')}$`, 'u');
const anywhere = (...parts: readonly string[]) => new RegExp(parts.join(''), 'u');

/** May stand before a bare 人工 or 客服. */
const lead = `${oneOf('你好 您好 亲+ 喂 请 麻烦 那 就 还是 快 赶紧 马上 立刻 现在 我 俺 给我 帮我 在线 线上 在吗 听不懂 算了 好 嗯 哎 唉 唔该 拜托 求求你? 谢谢 直接 先 退货 售后 专属 高级')}{0,5}`;

const service = oneOf(
  '客服 服务 坐席 座席 咨询 通道 窗口 专员 台 接待 帮助 小姐姐 人员 客户 克服 处理 热线',
);

const forAPerson: readonly RegExp[] = [
  // 人工, 人工客服在吗, 人工人工, 真人!
  whole(lead, `(?:${person}${service}{0,2})+`, tail),
  // 客服呢, 在线客服在不在; 客服你好 only greets
  whole(
    lead,
    '(?:(?<!智能|机器人)客服|接线员|话务员|坐席|座席|工作人员)',
    `${oneOf('人员 小姐姐 小哥 妹妹 妹子 专员 姐姐 客服 人(?=呢)')}{0,2}`,
    '(?!你好|您好)',
    tail,
  ),
  whole(
    lead,
    oneOf('经理 主管 领导 店长 负责人 专员 售后专员 值班人?员?'),
    '(?:呢|在吗|在不在?|出来|来|接一下)',
    tail,
  ),
  // 转人工, 帮我接个真人, 转一下人工坐席
  anywhere(strongVerb, between, person),
  // 要人工, 有没有人工, 来个真人客服
  anywhere(weakVerb, between, person, `${service}{0,2}`, `(?:${tail}$|${forTalk})`),
  // 人工转接, 人工帮我处理, 真人跟我说
  whole('.*?', person, `${service}{0,2}`, `(?:转|接|请|${forTalk}).*`),
  // 人工在哪, 人工怎么转
  anywhere(
    person,
    `${service}{0,2}`,
    '(?:(?:入口|按钮|通道|选项)?在哪|哪里|怎么(?:转|找|接|联系|进|没|还|不|这么)|咋(?:转|找|没|还|不)|按几|按哪|点哪|等多久|排队|要等|没人|什么时候(?:来|到|接|能)|啥时候(?:来|到|接|能)|多久(?:能|才|来)|没反应|要排|排多久|转不)',
  ),
  // 叫你们经理来, 接客服, 换个客服
  anywhere(
    oneOf(
      '转接?到? 接通 接入 接 切换?到? 换成? 找 叫 喊 嗌 呼叫 召唤 派 安排 联系 联络 搵 揾 请 让 要求 需要 (?<!不)要 来 给(?:我|俺)(?!们?的) 有没有 有 上 求',
    ),
    between,
    staff,
    `(?:人员|小姐姐|小哥|妹妹|专员)?(?:没)?(?:${tail}$|${forTalk})`,
  ),
  // 跟人说话, 同真人倾, 可以语音跟客服讲吗
  anywhere(
    '(?:跟|和|与|同)',
    between,
    oneOf(`${person} ${staff} 人`),
    '(?:直接|当面|好好|语音|电话|来)?(?:聊|说|讲|谈|沟通|对话|交流|倾|唠|通话|掰扯|理论)',
    `${oneOf('话 天 一下 下 清楚 明白 两句 几句 句 说 聊 讲 谈 电话')}{0,3}`,
    tail,
    '$',
  ),
  // 找个人来, 来人, 能不能来个会说话的, 换人; not 一直没来人
  anywhere(
    '(?<![没未别]|(?<!要)不)',
    oneOf('转接? 接 换 找 叫 喊 嗌 搵 揾 来 嚟 整 弄 要 (?:给|畀)(?:我|俺)'),
    between,
    `${somebody}{1,2}`,
    `(?:${tail}$|${forTalk}(?!安装|装|取|签|收|拿|修|送|搬))`,
  ),
  // 派个人跟我说, 让人给我打电话; a mere 派个人来 may be meant for the house
  anywhere(oneOf('派 安排 请 让'), between, somebody, `${forTalk}(?!安装|装|取|签|收|拿|修|送|搬)`),
  // 有没有人啊, 有人在吗, 怎么没人; not 家里没人
  whole(
    lead,
    oneOf('到底 难道 这里 这边 那边 你们 你们那 店里 后台 现在 大半夜的? 怎么 咋 都 有谁'),
    '{0,3}',
    oneOf('有没有 有冇 有没得 有 没有 没 冇'),
    between,
    somebody,
    oneOf('在 值班 管 理我 应 回 接待'),
    '{0,3}',
    oneOf('吗 么 嘛 没 不 呀 啊 呢 咩 伐 嘞 哇 有 的 了 在不在'),
    '{0,3}',
    tail,
  ),
  whole(lead, '人(?:在吗|在不在|在哪|呢|哩|捏|咧|去哪了)', tail),
  anywhere('畀', between, oneOf(`${person} 人`), '我'),
  whole(lead, '转接', tail),
  // 叫她来, 转接回小李
  anywhere(oneOf('转接回 接回 转回'), oneOf('小 刚 原 之前 上 人 她 他 那')),
  whole(
    lead,
    oneOf('叫 让 喊 我要找 找'),
    oneOf('她 他 ta'),
    `${oneOf('来 过来 接 出来 回来 跟我说 回我')}?`,
    tail,
  ),
  // 客服给我回个电话
  whole('.*', staff, between, '(?:给|帮|跟|和)我(?:回|打)个?(?:电话|话).*'),
  // 我要投诉到人工, 人工介入
  anywhere(person, oneOf('介入 接管 跟进')),
];

/** Not talking to the bot is wanting a person. */
const againstTheBot: readonly RegExp[] = [
  anywhere(
    '(?:不想|不要|不愿意?|不跟|不和|不同|别再?[跟和用拿让]|懒得|唔想|唔要|唔好|没法|没办法|不稀罕|不需要|讨厌|烦死|受够|莫|不用|拒绝|再也不)',
    between,
    '(?:跟|和|与|同|用|让|理|拿|叫|再|听|看)?',
    between,
    '(?<!扫地|扫拖|拖地|擦窗|洗地|吸尘|炒菜|陪伴|玩具|早教|编程|学习|送餐|按摩|割草|变形|遥控|积木)(?:机器人?|ai|智能客服|自动回复|智能助手|电脑)',
    `(?:了|再?(?:聊|说|讲|谈|废话|沟通|唠|倾|对话|扯|回答|回复|应付|哄|糊弄|敷衍|客服|说话|讲话|聊天|服务).*|${tail})$`,
  ),
  anywhere(
    '(?<!扫地|扫拖|拖地|擦窗|洗地|吸尘|炒菜|陪伴|玩具)机器人?',
    '(?:给我|你|快|都|请|可以|就){0,3}',
    oneOf('走开 滚 滚开 滚蛋 闪开 一边去 退下 下去 让开 闭嘴'),
  ),
  anywhere('(?:跟|和|同)', between, '机器人?', '.{0,2}[说讲聊谈]不'),
  anywhere(
    '(?:别|不要|少|莫)(?:再|老是?|总是?|给我|跟我|用){0,3}(?:自动回复|机器回复|复制粘贴|念稿子?|发链接)',
  ),
];

/** Without Chinese characters, and the languages of the keyboard. */
const foreignWish =
  /^(?:(?:wo ?)?(?:yao ?)?(?:qing ?)?(?:zhuan ?(?:jie ?)?|zhao ?|jie ?|yao ?)?(?:ren ?gong|zhen ?ren|huo ?ren)(?: ?ke ?fu| ?fu ?wu)?|z?rg+|zrgkf|rgkf|ke ?fu|zhuan ?ke ?fu|zhuan ?ren|zr|转rg|human|agent|operator|representative|livechat|customerservice)$|(?:^|[^a-z])(?:human|real ?(?:person|human)|live ?(?:agent|person|chat)|(?:human|customer) ?(?:agent|service|support))(?:$|[^a-z])/u;
