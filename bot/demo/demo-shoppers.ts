/** What a shopper of the demonstration does: says something, or taps the first of what was offered. */
export type DemoStep = { readonly say: string } | { readonly tap: 'first' };

export interface DemoShopper {
  readonly name: string;
  readonly steps: readonly DemoStep[];
}

const tap = { tap: 'first' } as const;
const say = (text: string) => ({ say: text });

/** Three people with three matters and three tempers. Each ends in the queue. */
export const demoShoppers: readonly DemoShopper[] = [
  {
    name: '退货问到一半',
    steps: [say('你好，前天收到的衣服穿着不合适，想退掉'), tap, say('还是找个人工客服帮我办吧')],
  },
  {
    name: '担心买到假货',
    steps: [
      say('这双鞋的走线和专柜的不一样，我怀疑是假货'),
      say('要证明是假货需要什么材料？'),
      say('我想请人工客服看一下'),
    ],
  },
  {
    name: '为运费险生气',
    steps: [
      say('运费险什么时候赔？我都等了一个星期了！'),
      say('每次都是这几句话，气死人了，给我转人工！'),
    ],
  },
];
