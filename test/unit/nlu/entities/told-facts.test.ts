import { describe, expect, test } from 'vitest';
import { found, rowsOf } from './labelled.ts';

const reasons = `
不喜欢想退 | 不喜欢=no_reason
衣服不合适 | 不合适=no_reason
尺码大了 | 尺码大了=no_reason
有点小 穿不上 | 有点小=no_reason | 穿不上=no_reason
不想要了能退不 | 不想要=no_reason
買錯了 | 買錯=no_reason
拍错颜色了 | 拍错=no_reason
七天无理由退货 | 七天无理由=no_reason
唔钟意呢个色 | 唔钟意=no_reason
太大了,显胖 | 太大了=no_reason | 显胖=no_reason
后悔了 | 后悔了=no_reason
用三天就坏了 | 坏了=quality
屏幕有划痕 | 划痕=quality
衣服开线 | 开线=quality
手机不充电 | 不充电=quality
水壶漏水啊! | 漏水=quality
掉色掉得厉害 | 掉色=quality
质量太差了 | 质量太差=quality
質量問題 | 質量問題=quality
老是死机 | 老是死机=quality
鞋开胶了 | 开胶=quality
面包发霉 | 发霉=quality
牛奶过期了 | 过期=quality
插上没反应 | 没反应=quality
开不了机 | 开不了机=quality
洗一次就缩水 | 缩水=quality
床垫塌了 | 塌了=quality
发错货 | 发错=wrong_item
你们给我发错颜色了 | 发错=wrong_item
寄错了,不是我买的 | 寄错=wrong_item | 不是我买的=wrong_item
我要黑的给我发成白的 | 发成=wrong_item
型号不对 | 型号不对=wrong_item
少发一件 | 少发=missing_item
漏发了充电器 | 漏发=missing_item
少了两个螺丝 | 少了两个=missing_item
收到空盒子？？ | 空盒子=missing_item
没有配件 | 没有配件=missing_item
缺件 | 缺件=missing_item
到手就压坏了 | 到手就压坏了=damaged
杯子碎了 | 碎了=damaged
包装破损 | 包装破损=damaged
路上摔坏的 | 摔坏=damaged
洒了一箱 | 洒了=damaged
假货 | 假货=counterfeit
感觉是假的 | 假的=counterfeit
不是正品 | 不是正品=counterfeit
翡翠鉴定是B货 | B货=counterfeit
高仿吧这是 | 高仿=counterfeit
与描述不符 | 与描述不符=not_as_described
跟图片完全不一样 | 跟图片完全不一样=not_as_described
色差太大 | 色差太大=not_as_described
货不对板 | 货不对板=not_as_described
虚假宣传 | 虚假宣传=not_as_described
还没到呢 | 还没到=late
太慢了 | 太慢=late
一直没发货 | 一直没发货=late
三天了还没发 | 还没发=late
物流不更新 | 物流不更新=late
没坏 就是不喜欢 | 不喜欢=no_reason
质量没问题
没有质量问题
不是质量问题，是不想要了 | 不想要=no_reason
没有破损
没发现划痕
不是假货
是不是坏了 | 坏了=quality
是不是假货 | 假货=counterfeit
质量挺好的
大小合适
假期能退吗
我有问题想问
没问题
真假怎么看
退货
多久到账
快递压坏了 | 快递压坏了=damaged
鞋偏大还是偏小
诸葛亮哪年死的
买的虾到手就死了 | 虾到手就死了=quality
`;

const conditions = `
拆了还能退吗 | 拆了=true
已经拆封了 | 已经拆封了=true
打开包装了 | 打开包装=true
塑封撕了 | 塑封撕了=true
开箱了 | 开箱了=true
包装盒扔了 | 包装盒扔了=true
还没拆 | 还没拆=false
没拆封 | 没拆封=false
没有拆过 | 没有拆过=false
未拆封 | 未拆封=false
塑封还在 | 塑封还在=false
包装完好 | 包装完好=false
拆都没拆 | 没拆=false
怎么拆
打不开
用过一次 | 用过=true
穿了两天 | 穿了=true
洗过了 | 洗过=true
戴了一周 | 戴了=true
吃了一口 | 吃了=true
没用过 | 没用过=false
没穿过 | 没穿过=false
一次都没穿 | 一次都没穿=false
没下过水 | 没下过水=false
全新的 | 全新的=false
只试了一下 | 只试了一下=false
就试穿了一下 | 就试穿了一下=false
只试穿过 | 只试穿过=false
用了优惠券
没用的东西
吊牌还在
不用了
信息被人利用了
吃了没
我没开过店
拆开了，没用过 | 拆开=true | 没用过=false
沒拆封也沒用過 | 沒拆封=false | 沒用過=false
`;

describe('the reason', () => {
  test.each(rowsOf(reasons))('in %j: %j', (utterance, expected) => {
    expect(found(utterance, ['reason'])).toEqual(expected);
  });
});

describe('opened and used', () => {
  test.each(rowsOf(conditions))('in %j: %j', (utterance, expected) => {
    expect(found(utterance, ['packaging_opened', 'used'])).toEqual(expected);
  });

  test('neither is concluded from the other, nor from the reason', () => {
    expect(found('拆开了', ['used'])).toEqual([]);
    expect(found('穿了两天', ['packaging_opened'])).toEqual([]);
    expect(found('坏了', ['used', 'packaging_opened'])).toEqual([]);
  });
});
