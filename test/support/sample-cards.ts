import type { AskInput, CaseCard, OrderCard, OutcomeCard } from '../../src/api/cards.ts';
import type { Json } from '../../src/kernel/json.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const goods = [
  ['雪纺碎花连衣裙 夏季收腰显瘦中长款 浅杏色 M 码', 12_900, '云裳女装旗舰店'],
  ['无线蓝牙耳机 主动降噪 续航 30 小时', 29_900, '自营'],
  ['儿童雨靴 防滑卡通款 26 码', 5_950, '小脚丫童鞋店'],
  ['304 不锈钢保温杯 500 ml', 8_900, '自营'],
  ['新疆灰枣 1 kg 装', 3_990, '丝路果园'],
  ['机械键盘 87 键 茶轴', 36_800, '自营'],
  ['纯棉四件套 1.8 m 床 雾霾蓝', 45_900, '安眠家居馆'],
  ['防晒霜 SPF50 60 ml', 11_800, '自营'],
  ['山地自行车头盔 一体成型', 19_900, '越野装备店'],
  ['电动牙刷 含 4 支刷头', 24_900, '自营'],
  ['实木床头柜 原木色', 58_000, '木语家具'],
  ['羊毛围巾 驼色', 16_800, '云裳女装旗舰店'],
] as const;

/** So many goods of a shopper, bought on different days. */
export function sampleOrders(count: number, now: number): AskInput {
  const orders = goods.slice(0, count).map(([title, paidFen, seller], index): OrderCard => {
    const orderId = `2026030${index}00${index}87`;
    return {
      value: `${orderId}/item-${index}`,
      label: `${title}（订单 ${orderId}）`,
      orderId,
      itemId: `item-${index}`,
      title,
      quantity: 1 + (index % 2),
      placedAt: new Date(now - (3 + index * 4) * dayMs).toISOString(),
      status: index % 3 === 2 ? '运输中' : '已签收',
      seller,
      paidFen,
    };
  });
  return { kind: 'orders', orders };
}

/** The last so many days, today included. */
export function sampleDays(days: number, now: number): AskInput {
  const dayOf = (at: number) => new Date(at + 8 * hourMs).toISOString().slice(0, 10);
  return { kind: 'date', min: dayOf(now - (days - 1) * dayMs), max: dayOf(now) };
}

/** A decision of each status, as the return dialog words it. */
export function sampleOutcome(status: OutcomeCard['status'], now: number): OutcomeCard {
  const inDays = (days: number) => new Date(now + days * dayMs).toISOString();
  const base = { status, lines: [], dates: [], nearMiss: [] };
  switch (status) {
    case 'granted':
      return {
        ...base,
        title: '可以无理由退货',
        reason: '您在签收后的第 2 天提出，商品没有使用过，吊牌和包装都在。',
        lines: [
          { label: '退款金额', value: '129 元，原路退回' },
          { label: '寄回运费', value: '您承担；买了运费险的由保险赔付' },
        ],
        dates: [
          { label: '最晚寄回', date: inDays(5) },
          { label: '退款到账', date: inDays(12) },
        ],
      };
    case 'partly':
      return { ...base, title: '可以换货，不能退款', reason: '商品已经拆封，但规格发错了。' };
    case 'refused':
      return {
        ...base,
        title: '不能无理由退货',
        reason: '签收后第 8 天才提出，超过了七天。',
        nearMiss: ['晚了 1 天', '如果是质量问题，现在仍然可以申请'],
      };
    case 'person':
      return { ...base, title: '需要客服确认', reason: '定制商品是否除外，要看下单时的约定。' };
    case 'missing':
      return { ...base, title: '还不能判断', reason: '还需要知道您是哪天收到货的。' };
  }
}

/** A case with a duty that is done, one that is late and one that runs. */
export function sampleCase(now: number, change: Partial<CaseCard> = {}): CaseCard {
  const at = (hours: number) => new Date(now + hours * hourMs).toISOString();
  return {
    caseId: 'R7K2-4D9M',
    kind: 'return_goods',
    kindText: '退货',
    status: 'opened',
    statusText: '等待商家审核',
    subject: '雪纺碎花连衣裙 浅杏色 M 码',
    openedAt: at(-30),
    deadlines: [
      { what: 'reply', text: '商家受理申请', dueAt: at(-20), state: 'kept' },
      { what: 'review', text: '商家审核', dueAt: at(-6), state: 'breached' },
      { what: 'decide', text: '平台介入处理', dueAt: at(18), state: 'running' },
    ],
    ...change,
  };
}

/** A card as a log entry keeps it. */
export function asJson(card: AskInput | OutcomeCard | CaseCard): Json {
  // Cards are plain readonly data; their interfaces only lack the index signature that Json has.
  return card as unknown as Json;
}
