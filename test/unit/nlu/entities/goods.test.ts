import { expect, test } from 'vitest';
import { found, rowsOf } from './labelled.ts';

const categories = `
衣服不合适 | 衣服=clothing
連衣裙太長 | 連衣裙=clothing
T恤掉色 | T恤=clothing
运动鞋开胶 | 运动鞋=shoes
鞋子挤脚 | 鞋子=shoes
手机坏了 | 手机=phone
iPhone 15 Pro 发烫 | iPhone=phone
笔记本电脑蓝屏 | 笔记本电脑=computer
ipad屏幕碎了 | ipad=computer
相机镜头 | 相机=camera | 镜头=camera
电饭煲不热 | 电饭煲=appliance
空调没装 | 空调=appliance
项链断了 | 项链=jewellery
金镯子克重不够 | 金镯子=gold
手表不走 | 手表=watch
牛奶过期 | 牛奶=food
鱼油 | 鱼油=health_food
口红断了 | 口红=cosmetics
牙膏 | 牙膏=personal_care
内裤能退吗 | 内裤=underwear
话费没到账 | 话费=virtual_goods
软件激活不了 | 软件=software
书缺页 | 书=book
沙发塌了 | 沙发=furniture
积木少了 | 积木=toy
雨伞坏了 | 雨伞=other
把鞋和衣服都退了 | 鞋=shoes | 衣服=clothing
手机号换了
手机上下单
看说明书
证书查不到
花了两百
电脑端怎么登
`;
const products = `
戴森吹风机不热 | 戴森吹风机=戴森吹风机
华为手机 | 华为手机=华为手机
iPhone 15 Pro Max 发烫 | iPhone 15 Pro Max=iphone 15 pro max
小米14手机 | 小米14手机=小米14手机
苹果
`;

test.each(rowsOf(categories))('kinds of goods in %j: %j', (utterance, expected) => {
  expect(found(utterance, ['product_category'])).toEqual(expected);
});

test.each(rowsOf(products))('goods by name in %j: %j', (utterance, expected) => {
  expect(found(utterance, ['product'])).toEqual(expected);
});
