import { describe, expect, test } from 'vitest';
import { asksInGeneral } from '../../../src/nlu/asks-in-general.ts';
import { normalise } from '../../../src/nlu/normalise.ts';

const lines = (text: string) => text.split(/[/\n]/).flatMap((line) => line.trim() || []);

const general = `
你们卖的是正品不 / 三倍赔偿最少多少 / 假货怎么赔 / 退一赔三最低赔多少 / 假一赔四是什么意思 / 专柜鉴定算不算，是凭证不 / 卖假货赔几倍，多少钱
鉴定费谁出 / 哪里可以鉴定真假 / 你們賣的是正品嗎 / 打折商品不退，合不合理`;
const own = `
怀疑是假货怎么赔 / 我买的包是假的能赔多少 / 收到假货怎么办，能赔吗 / 这双鞋是真的吗 / 感觉是假的，能退吗 / 假的，赔我多少 / 麻烦看下是不是正品
刚到手就掉色，是不是假的`;
const noQuestion = '买到假货了 / 假一赔四 / 要赔偿 / 商家卖假货';

describe('a question about how things are', () => {
  test.each(lines(general))('%s', (text) => {
    expect(asksInGeneral({ text: normalise(text), entities: [] })).toBe(true);
  });

  test.each(lines(own))('%s is about goods of their own', (text) => {
    expect(asksInGeneral({ text: normalise(text), entities: [] })).toBe(false);
  });

  test.each(lines(noQuestion))('%s asks nothing', (text) => {
    expect(asksInGeneral({ text: normalise(text), entities: [] })).toBe(false);
  });

  test('a day or a number names a case', () => {
    const day = { type: 'date', value: '2026-11-23', text: '前天', start: 0, end: 2 } as const;

    expect(asksInGeneral({ text: normalise('前天买的假货怎么赔'), entities: [day] })).toBe(false);
  });
});
