import { describe, expect, test } from 'vitest';
import { guardOfFile } from '../guard-of-file.ts';

const guard = guardOfFile();
const found = (text: string) =>
  guard.check(text).violations.map(({ rule, text: typed }) => `${rule}:${typed}`);

describe('a list of prices', () => {
  test.each([
    '199，1299，3999',
    '这三款是199，1299，3999，您看预算选。',
    '价格分别是 199、1299、3999 元',
    '有三档：199/1299/3999',
    '159,1580,3200元三种规格都有货',
    '套餐有199，2499，4999三档，您选哪个',
    '实付分别为 1599、2380、415 元',
    '满减档位1999,3200,450',
    '我们有199,1299,3999几款',
    '400，1299，1999，三个价位',
  ])('is no telephone number: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('a telephone number', () => {
  test.each([
    ['138，1234，5678', 'phone:138，1234，5678'],
    ['139、0000、4417', 'phone:139、0000、4417'],
    ['电话199，1299，3999', 'phone:199，1299，3999'],
    ['打199，1299，3999', 'phone:199，1299，3999'],
    ['199，1299，3999找我', 'phone:199，1299，3999'],
    ['我的是199，1299，3999', 'phone:199，1299，3999'],
    ['这款卖完了，找老板，199/1299/3999', 'phone:199/1299/3999'],
    ['199，1299，3999，微信同号', 'phone:199，1299，3999'],
    ['价格1 9 9,1 2 9 9,3 9 9 9', 'phone:1 9 9,1 2 9 9,3 9 9 9'],
    ['一九九，一二三四，五六七八', 'phone:一九九，一二三四，五六七八'],
    ['199-1299-3999', 'phone:199-1299-3999'],
    ['19912993999元', 'phone:19912993999'],
    ['400,1234,567', 'phone:400,1234,567'],
  ])('is found though it stands in parts: %s', (text, expected) => {
    expect(found(text)).toContain(expected);
  });
});
