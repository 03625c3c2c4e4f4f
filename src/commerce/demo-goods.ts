import type { ItemMark } from './order.ts';

/* Shops and goods of the demonstration. All invented; a name that exists somewhere does so by chance. */

interface DemoShop {
  readonly name: string;
  readonly type: 'self' | 'third_party';
}

export const demoShops = {
  own: { name: '演示商城自营', type: 'self' },
  wardrobe: { name: '槐序服饰店', type: 'third_party' },
  gadgets: { name: '屿岚数码店', type: 'third_party' },
  jewels: { name: '拾玖珠宝店', type: 'third_party' },
  rooms: { name: '木棉里家居店', type: 'third_party' },
  pantry: { name: '稻田边食品店', type: 'third_party' },
  shelf: { name: '纸鸢书玩店', type: 'third_party' },
} as const satisfies Record<string, DemoShop>;

export type DemoShopName = keyof typeof demoShops;

export interface DemoGoods {
  readonly title: string;
  /** A category of ours. */
  readonly category: string;
  readonly priceFen: number;
  /** Today's price; absent: the same. `null`: not sold any more. */
  readonly priceNowFen?: number | null;
  readonly marks: readonly ItemMark[];
  /** Absent: the system does not say. */
  readonly noReturnConfirmed?: boolean;
}

const calm: readonly ItemMark[] = ['no_reason_7'];

export const demoGoods = {
  coat: { title: '双面呢大衣 驼色 M', category: 'clothing', priceFen: 69_900, marks: calm },
  shirt: { title: '棉麻长袖衬衫 米白 L', category: 'clothing', priceFen: 15_900, marks: calm },
  dress: {
    title: '真丝连衣裙 墨绿 S',
    category: 'clothing',
    priceFen: 88_000,
    marks: [...calm, 'material_four'],
  },
  suit: {
    title: '定制西装 按尺寸裁剪 绣名',
    category: 'clothing',
    priceFen: 199_900,
    marks: [],
  },
  runners: { title: '缓震跑鞋 灰蓝 42 码', category: 'shoes', priceFen: 39_900, marks: calm },
  boots: {
    title: '头层牛皮短靴 黑色 38 码',
    category: 'shoes',
    priceFen: 45_900,
    marks: [...calm, 'material_four'],
  },
  phone: {
    title: '屿岚 S3 手机 256GB 雾白',
    category: 'phone',
    priceFen: 329_900,
    priceNowFen: 309_900,
    marks: [...calm, 'price_protect_30'],
  },
  phoneOther: {
    title: '折叠手机 12GB+512GB 曜黑',
    category: 'phone',
    priceFen: 599_900,
    marks: ['fake_three'],
  },
  laptop: {
    title: '14 英寸轻薄笔记本 16GB 银色',
    category: 'computer',
    priceFen: 499_900,
    marks: [...calm, 'price_protect_30'],
  },
  keyboard: { title: '矮轴机械键盘 87 键', category: 'computer', priceFen: 32_900, marks: calm },
  camera: {
    title: '微单相机 标准镜头套装',
    category: 'camera',
    priceFen: 429_900,
    marks: [...calm, 'fake_three'],
  },
  washer: {
    title: '10 公斤滚筒洗衣机',
    category: 'appliance',
    priceFen: 259_900,
    priceNowFen: 239_900,
    marks: [...calm, 'price_protect_30'],
  },
  kettle: { title: '温控电水壶 1.5 升', category: 'appliance', priceFen: 12_900, marks: calm },
  hairDryer: { title: '负离子吹风机', category: 'appliance', priceFen: 25_900, marks: calm },
  jade: {
    title: '和田玉平安扣吊坠 附证书',
    category: 'jewellery',
    priceFen: 268_000,
    marks: ['fake_three', 'material_four'],
    noReturnConfirmed: true,
  },
  pearls: {
    title: '淡水珍珠项链 45 厘米',
    category: 'jewellery',
    priceFen: 89_900,
    marks: [...calm, 'material_four'],
    noReturnConfirmed: false,
  },
  ring: {
    title: '莫桑石戒指 12 号',
    category: 'jewellery',
    priceFen: 59_900,
    marks: ['fake_four'],
  },
  goldBar: {
    title: '足金投资金条 10 克',
    category: 'gold',
    priceFen: 912_000,
    priceNowFen: 935_000,
    marks: ['gold_ten', 'weight_diff'],
    noReturnConfirmed: true,
  },
  goldBead: {
    title: '足金转运珠 1.2 克',
    category: 'gold',
    priceFen: 118_000,
    marks: ['gold_ten', 'weight_diff'],
    noReturnConfirmed: false,
  },
  watch: {
    title: '自动机械手表 钢带',
    category: 'watch',
    priceFen: 358_000,
    marks: [...calm, 'fake_three'],
  },
  fruit: {
    title: '现摘蜜橘 5 斤装',
    category: 'food',
    priceFen: 3_990,
    priceNowFen: null,
    marks: ['weight_diff'],
    noReturnConfirmed: true,
  },
  biscuits: { title: '燕麦饼干礼盒', category: 'food', priceFen: 6_800, marks: ['fake_four'] },
  vitamins: {
    title: '复合维生素片 90 片',
    category: 'health_food',
    priceFen: 12_800,
    marks: [...calm, 'fake_four'],
  },
  cream: {
    title: '保湿面霜 50 克',
    category: 'cosmetics',
    priceFen: 26_800,
    marks: [...calm, 'fake_three'],
  },
  toothbrush: {
    title: '电动牙刷 含 2 支刷头',
    category: 'personal_care',
    priceFen: 19_900,
    marks: calm,
  },
  shaver: { title: '往复式剃须刀', category: 'personal_care', priceFen: 39_900, marks: calm },
  underwear: {
    title: '莫代尔内裤 3 条装 XL',
    category: 'underwear',
    priceFen: 8_900,
    marks: [],
    noReturnConfirmed: true,
  },
  bra: { title: '无钢圈文胸 75B', category: 'underwear', priceFen: 12_900, marks: calm },
  topUp: {
    title: '话费充值 100 元',
    category: 'virtual_goods',
    priceFen: 9_980,
    marks: [],
    noReturnConfirmed: true,
  },
  giftCard: { title: '电子礼品卡 200 元', category: 'virtual_goods', priceFen: 20_000, marks: [] },
  software: {
    title: '图片处理软件 光盘版 已含激活码',
    category: 'software',
    priceFen: 29_900,
    marks: [],
    noReturnConfirmed: true,
  },
  novel: { title: '《海边的灯塔》精装', category: 'book', priceFen: 5_800, marks: calm },
  atlas: { title: '《儿童地图册》', category: 'book', priceFen: 9_800, marks: calm },
  sofa: {
    title: '三人位布艺沙发 燕麦色',
    category: 'furniture',
    priceFen: 239_900,
    marks: calm,
  },
  desk: { title: '升降书桌 1.4 米', category: 'furniture', priceFen: 129_900, marks: calm },
  cabinet: {
    title: '定制鞋柜 按图纸加工',
    category: 'furniture',
    priceFen: 168_000,
    marks: [],
    noReturnConfirmed: true,
  },
  blocks: { title: '拼装积木 城堡 1200 块', category: 'toy', priceFen: 35_900, marks: calm },
  plush: { title: '长颈鹿毛绒玩具', category: 'toy', priceFen: 7_900, marks: calm },
  tent: { title: '三人自动帐篷', category: 'other', priceFen: 28_900, marks: calm },
  leash: {
    title: '宠物牵引绳',
    category: 'other',
    priceFen: 4_900,
    priceNowFen: null,
    marks: calm,
  },
} as const satisfies Record<string, DemoGoods>;

export type DemoGoodsName = keyof typeof demoGoods;
