// How shoppers say that they want a person; what only looks like it stands in wish-look-alikes.ts.

/** `甲 乙` → `(?:甲|乙)`. */
const oneOf = (words: string) => `(?:${words.replaceAll(' ', '|')})`;

/** A person as opposed to the bot, with the misspellings of input methods. */
const person = oneOf(
  '人工 仁工 人公 人功 任工 认工 人攻 人共 人gong ren工 rengong rg 真人 真银 活人 大活人 真客服 真正的人 真的人 肉人 正常人 专人 自然人 人类',
);
/** People of the shop by their job. */
const staff = oneOf(
  '(?<!智能|机器人|机器|ai|自动)客服 坐席 座席 专员 经理 主管 领导 老板 店长 店主 掌柜的? 负责人 管事儿?的 主事的 管(?:投诉|退款|售后|退货)的人? 当家的 头儿 接线员 话务员 店小二 小二 工作人员 值班人?员? 组长 上级 领班 (?<![我她他])同事 老大(?![爷娘])',
);
/** Anybody, as long as it is somebody who can talk. */
const somebody = oneOf(
  '人儿? 人手 在?上班的人? 懂行的 懂的 懂的人 明白人 明白的 会说话的 会喘气的 喘气的 能说话的 能做主的 做得了主的 能拍板的 管用的 能解决(?:问题)?的人? 能处理的人? 听得懂人?话的 能听懂人?话的 说人话的 会说人话的 有脑子的 小姑娘 小伙子 小哥 小姐姐',
);
/** What may stand between the verb and the person. All repetitions are bounded: a message made to be slow is not. */
const between = `${oneOf('一下子? 下 一?个 一?位 一?名 一?只 点 些 你们?的? 你?这个? 你哋 恁 您 咱们? 贵公司 贵店 这边 那边 店里 公司 到 成 回 进 去 给 返 我们? 俺们? 人家 真正的? 真的 真 活的 大 正经 正常 在线 线上 专属 专业的? 高级 资深 售后 售前 退款 投诉 客户 别的 其他的? 另外 另一? 新的? 那个 头先 个 聪明的 懂事的 一次 再 刚才 刚刚 女的? 男的? 值班的? 当班的? 能 管 负责的? 上面的? 上级 上头 部门 门店 的')}{0,4}`;
/** Politeness and impatience that may follow without changing anything. */
const tail = `${oneOf('吧 啊+ 呀 呢 嘛 吗 么 嘞 啦 咯 了 哈 呗 呐 哇 哦 喔 诶 哟 噻 撒 先 嚟 来 行不行? 行吗 可以吗 可以不 可以么 可不可以 好吗 好不好 好伐 伐 中不?中? 成吗 要得不 得唔得 得不得 成不成? 能不能 有吗 有没有 有么 在吗 还?在不在? 在么 还在 还?在线[吗不没么]? 上线了?没 上班吗? 喺度 唔该 三 到底 在 麻烦 谢谢 多谢 谢了 感谢 拜托 求求 亲+ 快 快点儿? 快一点 赶紧 赶快 立刻 马上 现在 立马 速度 急+ 急事 一下 下 不 没 你好 您好 帮忙 喂 服务 好了 得了 去 过来 出来 哪 哪里 在哪里? 在哪儿')}{0,6}`;
/** What a person is wanted for: talking, or settling the matter. */
const forTalk = `(?:(?:直接|马上|立刻|尽快|赶紧|快点?)?(?:来|嚟|去|出来|过来|出面){0,2}(?:(?:跟|和|与|同|给|帮|替)(?:我们?|俺|咱)|(?:联系|联络|打给|致电)(?:一下)?(?:我|俺)(?!们?[的说加])|我(?:跟|和|同)[他她]|找我|接(?:电话|一下|听|我|单|手|待|入|管)|听电话|介入|(?:就)?[这那]么(?:难|费劲|麻烦|慢)|怎么[这那]么难|摆|处理|解决|解答|回答|回[复覆]|答[复覆]|沟通|核实|协助|帮助|帮忙|帮|教我?|告诉我|对话|聊|说话|说|讲|谈|唠|倾|回我|回话|理我))`;

const strongVerb = oneOf(
  '转接?到? (?:找|联系|接|转|打)不[到了上通着成] 专 砖 传 zhuan 接通 接入 接 切换?到? 换成? 换到 找到? 叫 喊 嗌 呼叫 召唤 呼唤 派 安排 寻 联系 联络 联系上 连接 连线 连 搵 揾 要求 申请 请求 请 让 需要 求 进入? 使用 打给 咨询 问',
);
const weakVerb = oneOf(
  '要 想要? 来 给 畀 上 整 弄 有 有没有 有冇 没有? 冇 点 按 选 用 走 直接 只要 就要 得 变 改 不如',
);

const whole = (...parts: readonly string[]) => new RegExp(`^${parts.join('')}$`, 'u');
const anywhere = (...parts: readonly string[]) => new RegExp(parts.join(''), 'u');

/** May stand before a bare 人工 or 客服. */
const lead = `${oneOf('我说的?是? 都说了?(?:我要)? 妈的 他妈的? tmd tm 特么 md 操 靠 草 垃圾 破 vip 会员 plus 老年人 老人 售前 退款 平台 资深 视频 语音 电话 客服(?=真人|人工) 请问 你好 您好 亲+ 喂 请 麻烦 那 就 还是 快 赶紧 马上 立刻 现在 我 俺 给我 帮我 在线 线上 在吗 听不懂 算了 好 嗯 哎 唉 唔该 拜托 求求你? 谢谢 直接 先 退货 售后 专属 高级')}{0,5}`;

const service = oneOf(
  '客服 服务 坐席 座席 咨询 通道 窗口 专员 台 接待 帮助 小姐姐 人员 客户 克服 可服 刻服 处理 热线 专线 售后 售前 退款 模式 渠道',
);

export const forAPerson: readonly RegExp[] = [
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
  // as the input method, or a finger, turned it round
  whole(lead, '转(?:工人|入工|公人|工)', tail),
  // 转人工, 帮我接个真人, 转一下人工坐席
  anywhere(strongVerb, between, person),
  // 要人工, 有没有人工, 来个真人客服
  anywhere(weakVerb, between, person, `${service}{0,2}`, `(?:${tail}$|${forTalk})`),
  // 人工转接, 人工帮我处理, 真人跟我说
  whole('.*?', person, `${service}{0,2}`, `(?:可以|能|直接){0,2}(?:转|接|请|${forTalk}).*`),
  // 人工在哪, 人工怎么转
  anywhere(
    person,
    `${service}{0,2}`,
    '(?:(?:入口|按钮|通道|选项|键)呢|(?:入口|按钮|通道|选项|键)?在哪|哪里|怎么(?:转|找|接|联系|进|没|还|不|这么)|咋(?:转|找|没|还|不)|按几|按哪|点哪|等多久|排队|要等|没人|什么时候(?:来|到|接|能|轮|排)|啥时候(?:来|到|接|能|轮|排)|多久(?:能|才|来)|没反应|要排|排多久|转不)',
  ),
  // 叫你们经理来, 接客服, 换个客服
  anywhere(
    oneOf(
      '转接?到? 接通 接入 接 切换?到? 换成? 找 叫 喊 嗌 呼叫 召唤 派 安排 联系 联络 搵 揾 请 让 要求 需要 (?<!不)要 来 给(?:我|俺)(?!们?的) 有没有 有冇 有 上 求 整',
    ),
    between,
    staff,
    `(?:人员|小姐姐|小哥|妹妹|专员)?(?:没)?(?:${tail}$|(?:能|可以)(?:跟|和|给|帮)[我俺]|(?:能|可以)?(?:帮我?)?看(?:一下|下|看)|${forTalk})`,
  ),
  // 跟人说话, 同真人倾, 可以语音跟客服讲吗
  anywhere(
    '(?:跟|和|与|同)',
    between,
    `(?:${person}|${staff}{1,2}|人)`,
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
    `(?:${tail}$|${forTalk}(?!忙?(?:安装|装|取|签|收|拿|修|送|搬|砍|代|拼)))`,
  ),
  // 派个人跟我说, 让人给我打电话; a mere 派个人来 may be meant for the house
  anywhere(
    oneOf('派 安排 请 让'),
    between,
    somebody,
    `${forTalk}(?!忙?(?:安装|装|取|签|收|拿|修|送|搬|砍|代|拼))`,
  ),
  // 有没有人啊, 有人在吗, 怎么没人; not 家里没人
  whole(
    lead,
    oneOf(
      '请问 能不能 能否 可不可以 喂 到底 难道 这里 这边 那边 你们 你们那 店里 后台 现在 大半夜的? 怎么 咋 都 有谁',
    ),
    '{0,3}',
    oneOf('有没有 有冇 有没得 有 没有 没 冇'),
    between,
    somebody,
    oneOf('能 会 可以 在 喺度 值班 在线 上班 管 理我 理一下我 理 应我 应下我 应 回我 回 接待'),
    '{0,3}',
    oneOf('吗 么 嘛 没有 没 不 呀 啊 呢 咩 伐 嘞 哇 有 的 了 在不在 恁 到底'),
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
  // 客服能帮我操作一下吗
  whole('.{0,4}', staff, '(?:能不能|可不可以|能|可以)(?:帮|给)[我俺].{0,12}'),
  // 客服给我回个电话
  whole('.*', staff, between, '(?:给|帮|跟|和)我(?:回|打)个?(?:电话|话|电).*'),
  // 客服接一下, 客服介入, 财务专员转一下
  whole('.{0,6}', staff, '(?:来)?(?:联系我|接一下|接入|介入|转接?(?:一下|过来|过去)?)', tail),
  // 等人工, 我在等客服, 排队等人工
  whole(
    lead,
    '(?:还)?(?:在)?(?:一直)?(?:排队)?[等排](?:着|个|你们的?)?',
    `(?:${person}|客服)`,
    `${service}?`,
    tail,
  ),
  // 非人工不谈, 不是人工我不说
  anywhere('(?:非|不是|没有)', person, `${service}?`, '我?就?[不免][谈说聊办理]'),
  // 请把我转给售后的同事
  anywhere(
    '(?:把(?:我|电话|会话|对话|聊天)|请|帮我)转[给到接](?:你们)?.{0,4}(?:同事|人|部门?|售后)',
    tail,
    '$',
  ),
  // 让售后来找我谈
  anywhere(
    '(?:让|叫|喊|请|找)',
    between,
    '售后(?:的人|人员|部门?)?',
    '(?:来)?(?:(?:找|联系|回)我|(?:跟|和)我|给我[打回])',
  ),
  // 我要联系你们的人
  anywhere('(?:要|想|怎么)', '(?:联系|找|联络)', '你们(?:这边|那边|公司|店里)?的?人', tail, '$'),
  // 我要人工确认, 我要真人听不懂吗, 我等人工半天了
  anywhere(
    '我要',
    person,
    `${service}?`,
    '(?:确认|核实|核对|查|看|办|听不懂|听不见|懂吗)(?!.*[吗么]$|费)',
  ),
  anywhere('我要', person, `${service}?`, '(?:听不懂|听不见|懂不懂|懂吗)'),
  anywhere(
    '等',
    between,
    person,
    `${service}?`,
    '.{0,3}(?:半天|好久|很久|多久|老久|[分刻]钟|小时)',
  ),
  // 我要agent
  anywhere('(?:要|转|找|叫|给我|来)(?:一?个)?', '(?:agent|human)', tail, '$'),
  // 我要投诉到人工, 人工介入
  anywhere(person, oneOf('介入 接管 跟进')),
];

export const transfer = whole(
  oneOf('再 那 请 麻烦 帮我 给我 帮忙 快 赶紧 直接'),
  '{0,3}',
  '(?:转|接)(?:回去|回来|过去|过来|一下|接一下?|下)?',
  tail,
);
export const anyPerson = anywhere(oneOf(`${person} ${staff}`));

/** Not talking to the bot is wanting a person. */
export const againstTheBot: readonly RegExp[] = [
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
  whole(lead, '(?:关掉|关闭|退出|结束|停掉)(?:这个|你这个|你)?(?:机器人|智能客服|自动回复)', tail),
  anywhere(
    '(?:怎么|为什么|为啥|咋)(?:又|还|每次|老|总|一直|全|都){1,2}是(?:机器人|自动回复|智能客服)',
  ),
  anywhere(
    '(?:别|不要|少|莫)(?:再|老是?|总是?|给我|跟我|用){0,3}(?:自动回复|机器回复|复制粘贴|念稿子?|发链接)',
  ),
];

/** Without Chinese characters, and the languages of the keyboard. */
export const foreignWish =
  /^(?:(?:wo ?)?(?:yao ?)?(?:qing ?)?(?:zhuan ?(?:jie ?)?|zhao ?|jie ?|yao ?)?(?:ren ?gong|zhen ?ren|huo ?ren)(?: ?ke ?fu| ?fu ?wu)?|z?rg+|zrgkf|rgkf|ke ?fu|zhuan ?ke ?fu|zhuan ?ren|zr|转rg|human|agent|operator|representative|livechat|customerservice)$|(?:^|[^a-z])(?:(?:speak|talk|chat|connect|transfer)(?: me)? (?:to|with) (?:an? |the |your )?(?:real |live |human )?(?:agent|person|human|someone|somebody|representative|operator|manager)|agent ?(?:please|pls)|human(?! ?made)|real ?(?:person|human)|live ?(?:agent|person|chat)|(?:human|customer) ?(?:agent|service|support))(?:$|[^a-z])/u;
