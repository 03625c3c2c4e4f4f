import { describe, expect, test } from 'vitest';
import { doubtsRefusal } from '../../../src/nlu/doubts-refusal.ts';

const lines = (text: string) => text.split(/[/\n]/).flatMap((line) => line.trim() || []);

const doubts = `
商家说特价不退 / 店家说清仓的不给退 / 卖家讲特价款一概不退不换 / 客服说过了七天不能退 / 老板说没有质量问题不给换 / 商家回复拆封了不能退
商家說特價不退 / 店里非说没有发票不给保修 / 他们说人为的不保修 / 售后说拆过机就拒保`;
const others = `
我要退货 / 商家说特价不退，我要退货 / 商家不给退，帮我投诉 / 商家说三天退款 / 特价不退 / 客服说可以退 / 店家说不退，申请平台介入 / 赔我，商家说不赔`;

describe('a refusal that somebody tells of', () => {
  test.each(lines(doubts))('%s asks whether that is right', (text) => {
    expect(doubtsRefusal(text)).toBe(true);
  });

  test.each(lines(others))('%s does not', (text) => {
    expect(doubtsRefusal(text)).toBe(false);
  });
});
