import { describe, expect, test } from 'vitest';
import type { Matter } from '../../../src/nlu/action-turned-to.ts';
import { type DialogAct, dialogActOf } from '../../../src/nlu/dialog-act.ts';
import { longestUtterance } from '../../../src/nlu/normalise.ts';
import { referenceRounds } from '../../support/reference-rounds.ts';

const wordings: Readonly<Record<DialogAct, string>> = {
  yes: `
是 / 是的 / 是滴 / 是啊 / 对 / 对的 / 对对对 / 对头 / 没错 / 好 / 好的 / 好滴 / 好嘞 / 好哒 / 好呀 / 好啊 / 行 / 行吧 / 中 / 中! / 得
成 / 可以 / 可以的 / 阔以 / 整吧 / 嗯哪 / 来赛 / 管乎 / 冇问题 / 好嘅 / 要得 / 必须的 / 必须滴 / 当然 / 肯定的 / 嗯 / 嗯嗯 / 嗯呐 / 嗯呢 / 恩 / 确认 / 确定 / 提交 / 提交吧 / 同意
ok / OK / ＯＫ / yes / 没问题 / 就这样吧 / 就这么办 / 妥了 / 係啊 / 好的好的 / 嗯好的 / 那就这样吧 / 好的，谢谢 / 是的，昨天收到的
对，就是那件 / 好！！！ / 👌 / 👍 / 退吧 / 办吧 / 有 / 有的 / 需要 / 要 / 愿意 / 没问题的 / 好的提交吧 / 对的没错 / 使得 / 麻烦提交 / 確認`,
  no: `
不 / 不是 / 不是的 / 没有 / 没 / 没有啊 / 没呢 / 不要 / 不用 / 不用了 / 不需要 / 不必了 / 不了 / 不行 / 不可以 / 不同意 / 不中 / 不得行
孬 / 覅 / 弗要 / 弗是 / 不兴 / 唔系 / 唔係 / 唔好 / 冇 / 木有 / 莫得 / 还没 / 还没有 / 都没有 / 先不 / 暂时不用 / 先不要 / 别 / 甭 / no / No! / 否 / 不确认 / 没有，谢谢
不，不要 / 没有没有 / 沒有 / 👎 / 不用谢谢 / 不想 / 没有的`,
  cancel: `
算了 / 算了不要了 / 算哒 / 罢哒 / 莫退了 / 甭退了 / 别退了 / 弗退了 / 勿退了 / 覅退了 / 先别退了 / 不退拉 / 算了吧 / 算了不退了 / 不退了 / 我不退了 / 不退了不退了 / 取消 / 取消吧 / 取消申请 / 取消退货 / 不办了 / 不弄了 / 不申请了 / 当我没说
当我没问 / 先不退了 / 那不退了 / 我不想退了 / 懒得退了 / 不想退了，太麻烦 / 算了，太麻烦了 / 拉倒吧 / 放弃了 / 唔退了 / 還是不退了 / 退货取消了吧
不搞了 / 不处理了 / 作罢 / 撤销申请 / 算了当我没说 / 哎算了 / 不换了 / 不修了 / 不用退了 / 取消了 / 请取消 / 好的取消吧`,
  correct: `
不对 / 不对不对 / 不对啊 / 打错了 / 打錯咗 / 讲错咗 / 说错了 / 我说错了 / 写错了 / 填错了 / 记错了 / 我记错日期了 / 刚才说错了 / 错了 / 错了错了 / 口误 / 更正一下
应该是上周三 / 应该是昨天收到的 / 不对,是上周三收到的 / 不对是前天 / 说错了是前天 / 不是昨天，是前天 / 不是昨天是前天 / 不是质量问题，是不喜欢
改成质量问题 / 其实是前天 / 打錯了 / 不好意思打错了 / 前面说的不对 / 手滑点错了 / 选错了 / 看错了 / 刚刚打错字了 / 单号填错了 / 哦不对`,
  dont_know: `
不知道 / 我不知道 / 不知道啊 / 不清楚 / 不太清楚 / 忘了 / 我忘了 / 忘记了 / 记不得了 / 记不清了 / 不记得 / 不记得了 / 想不起来了 / 唔知 / 唔知道
母鸡啊 / 不晓得 / 不确定 / 没印象 / 哪天收到的记不清了 / 订单号我忘了 / 具体哪天不记得了 / 这个我不清楚 / 说不好 / 说不准 / 没注意 / 找不到订单号
真不知道 / 早忘了 / 不造 / 俺不晓得 / 忘記了 / 不知道是哪天 / 单号找不到了`,
  wait: `
等一下 / 等哈 / 等哈儿 / 等阵 / 等我睇下 / 我瞅瞅 / 且慢 / 一阵先 / 等下 / 等等 / 稍等 / 稍等一下 / 等我一下 / 我找找 / 我看看 / 我去看看 / 我查一下 / 我翻翻 / 让我想想 / 我去找找订单号 / 等我找找 / 待会儿再说
等会儿 / 马上 / 别急 / 我去拍照 / 我想想 / 稍等我找一下 / 等等我 / 我看一下 / 先等等 / 稍後`,
  thanks: `
谢谢 / 谢谢你 / 谢谢您 / 多谢 / 感谢 / 非常感谢 / 谢了 / 谢啦 / 唔该 / 唔該晒 / 辛苦了 / 谢谢客服 / 谢谢，辛苦了 / thx / thanks / 知道了 / 明白了`,
  restart: `
重新来 / 重来 / 重新开始 / 从头来 / 从头开始 / 再来一遍 / 重新填 / 我想重新来 / 重新填一遍 / 全部重来 / 從頭來過`,
  switch: '',
  back: `上一步 / 退回去 / 回到前面 / 返回 / 返回上一步 / 回到上一步 / 退回上一步 / 上一个问题 / 回上一题`,
  other: `
可以退吗 / 可以吗 / 好吗 / 行吗 / 对吗 / 是吗 / 是不是 / 好不好 / 行不行 / 可不可以 / 没有问题了 / 没有别的问题了 / 不是质量问题 / 不是假货
好，那运费谁出 / 好的，多久到账 / 可以，但是运费谁出 / 是的，怎么寄 / 好大 / 好几天了 / 好慢 / 对了我问一下 / 对了 / 不对劲 / 型号不对 / 颜色不对
东西不对 / 你们发错了 / 买错了 / 拍错了 / 发错货了 / 不知道怎么退 / 不知道能不能退 / 密码忘了 / 快递找不到 / 等了三天 / 等多久 / 要等几天 / 等不及了
取消订单 / 怎么取消 / 能取消吗 / 别取消 / 不取消 / 算了还是退吧 / 不换了给我退钱 / 退货 / 我要退货 / 昨天收到的 / 不喜欢 / 不合适 / 不想要了 / 没到货
没坏 / 没拆封 / 没收到 / 不能退吗 / 不是可以退吗 / 为什么不行 / 不退钱 / 你们不退是吧 / 得多久 / 中通快递 / 要多少钱 / 有什么要求 / 行李箱 / 成都
对面说不行 / 可以退多少 / 能退吗 / 重新发货 / 返回仓库了 / 谢谢，那运费呢 / 订单1000000022 / 衣服 / 99块8 / 嗯？ / 是？ / 返厂维修 / 重新给我发一个
没事 / 应该是吧 / 应该可以吧`,
};

const rows = Object.entries(wordings).flatMap(([act, lines]) =>
  lines.split(/[/\n]/).flatMap((line) => (line.trim() === '' ? [] : [[line.trim(), act] as const])),
);

describe('the act of a message in a dialog', () => {
  test.each(rows)('%j is %s', (wording, act) => {
    expect(dialogActOf(wording)).toBe(act);
  });

  test.each<readonly [string, Matter, DialogAct]>([
    ['不退了', 'return', 'cancel'],
    ['不退了', 'exchange', 'other'],
    ['不换了', 'exchange', 'cancel'],
    ['不换了', 'return', 'other'],
    ['不修了', 'repair', 'cancel'],
    ['不修了', 'return', 'other'],
    ['算了', 'exchange', 'cancel'],
    ['我不想退了我想换', 'return', 'switch'],
    ['不退了，换一个', 'return', 'switch'],
    ['还是换吧', 'return', 'switch'],
    ['换吧', 'return', 'switch'],
    ['换吧', 'exchange', 'yes'],
    ['还是修一下吧', 'exchange', 'switch'],
    ['不换了给我退钱', 'exchange', 'switch'],
    ['不换了给我退钱', 'return', 'other'],
    ['退吧', 'return', 'yes'],
    ['我想换货', 'exchange', 'other'],
    ['能换吗', 'return', 'other'],
    ['换个原因', 'return', 'other'],
  ])('%s in a matter of %s is %s', (wording, matter, act) => {
    expect(dialogActOf(wording, matter)).toBe(act);
  });

  test('a message without words does nothing', () => {
    expect(dialogActOf('')).toBe('other');
    expect(dialogActOf('？！…')).toBe('other');
  });

  test('hostile messages of the longest kind take no more than a quarter of a second of computing', () => {
    for (const unit of [
      '好',
      '好的',
      '不',
      '嗯',
      '不对',
      '不是',
      '等',
      '我',
      '那就',
      '不退',
      '谢谢',
      '忘了',
      '好,',
      '不知道',
      '取消',
    ]) {
      const hostile = unit.repeat(longestUtterance).slice(0, longestUtterance);

      expect(
        referenceRounds(() => dialogActOf(hostile), 1500),
        unit,
      ).toBeLessThan(1500);
    }
  });
});
