import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findEntities, found, rowsOf, wednesday } from './labelled.ts';
import { inHan } from './write-numbers.ts';

const amounts = `
花了99块8 | 99块8=99.8
九十九块八买的 | 九十九块八=99.8
99块8毛5 | 99块8毛5=99.85
99块80 | 99块80=99.8
¥99.80 | ¥99.80=99.8
￥1,299 | ￥1,299=1299
RMB 1299元 | RMB 1299元=1299
一共 1,299.5元 | 1,299.5元=1299.5
1.2万 | 1.2万=12000
1万2的沙发 | 1万2=12000
一万二 | 一万二=12000
3千5 | 3千5=3500
两千五百块 | 两千五百块=2500
两百多的锅 | 两百多=200
两百来块 | 两百来块=200
一百二 | 一百二=120
一百零五块 | 一百零五块=105
花了一千零五十 | 一千零五十=1050
贰佰元整 | 贰佰元整=200
5毛钱 | 5毛钱=0.5
三毛五 | 三毛五=0.35
8角 | 8角=0.8
十二元五角 | 十二元五角=12.5
运费 12 | 12=12
运费花了35 你们就赔12 | 35=35 | 12=12
邮费10块没打给我 | 10块=10
退款金额少了十二块 | 十二块=12
价格 459 现价 399 | 459=459 | 399=399
降了400,不补我就退 | 400=400
便宜260 | 260=260
实际该付88扣了98 | 88=88 | 98=98
刚买完就便宜两百,补我差价 | 两百=200
扣我一千二! | 一千二=1200
３９９元 | ３９９元=399
100 多块钱 | 100 多块钱=100
两百伍拾圆 | 两百伍拾圆=250
十几块 | 十几块=10
1.5k | 
买了两百件
第一百块
一块退了吧
就花了一块 | 一块=1
两块手表都不走了
三块蛋糕碎了
花了3天
退2件
第3块屏幕
二十元旦快乐
一千个不愿意
千万别发货
一万年不变
5毛巾
假一赔三
几百块
三四百块钱
打九折
iPhone15
百分之五十
赔我三倍
40码的
120平
24小时
`;
const quantities = `
买了3件 | 3件=3
两双鞋 | 两双=2
少发了一件 | 一件=1
买了一个杯子 | 一个=1
给公司采的20台显示器 | 20台=20
一箱苹果 | 一箱=1
俩都坏了
买了俩 | 俩=2
数量：3 | 数量：3=3
机油×2 | ×2=2
十二个碗碎了两个 | 十二个=12 | 两个=2
两块手表 | 两块=2
两个月
三个客服
一个问题
第二件半价
这件衣服
半个西瓜
三只小猪摆件 | 三只=3
十斤橙子
给我开一张专票
买了一张床 | 一张=1
给我一个说法
3包邮吗
`;

describe('sums of money', () => {
  test.each(rowsOf(amounts))('in %j: %j', (utterance, expected) => {
    expect(found(utterance, ['amount'])).toEqual(expected);
  });

  test('any amount written in five ways is read back', () => {
    const anyFen = fc.integer({ min: 1, max: 99_999_99 });
    fc.assert(
      fc.property(anyFen, (fen) => {
        for (const written of waysToWrite(fen)) {
          const [entity] = findEntities(written, wednesday);
          expect([written, entity?.type, entity?.value]).toEqual([
            written,
            'amount',
            { yuan: fen / 100, fen },
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('how many', () => {
  test.each(rowsOf(quantities))('in %j: %j', (utterance, expected) => {
    expect(found(utterance, ['quantity'])).toEqual(expected);
  });
});

function waysToWrite(fen: number): readonly string[] {
  const yuan = Math.floor(fen / 100);
  const [jiao, rest] = [Math.floor((fen % 100) / 10), fen % 10];
  const decimal = (fen / 100).toFixed(2);
  const always = [`¥${decimal}`, `付了${decimal}元`, `￥${(fen / 100).toLocaleString('en-US')}`];
  if (yuan === 0) return always;
  if (fen % 100 === 0) return [...always, `${inHan(yuan)}块钱`, `${yuan}元整`];
  const cut = `花了${yuan}块${String(fen % 100).padStart(2, '0')}`;
  const inFull = `${inHan(yuan)}块${inHan(jiao)}毛${inHan(rest)}`;
  return jiao > 0 && rest > 0 ? [...always, cut, inFull] : [...always, cut];
}
