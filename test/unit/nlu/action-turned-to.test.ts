import { describe, expect, test } from 'vitest';
import { actionAskedFor, actionTurnedTo, type Matter } from '../../../src/nlu/action-turned-to.ts';
import { longestUtterance } from '../../../src/nlu/normalise.ts';
import { takesUpAgain } from '../../../src/nlu/takes-up-again.ts';

const lines = (text: string) => text.split(/[/\n]/).flatMap((line) => line.trim() || []);

const wordings: Readonly<Record<Matter | 'none', string>> = {
  return:
    '还是退吧 / 那还是退吧 / 不换了给我退钱 / 不换了，退货 / 我要退货 / 算了还是退吧 / 不想修了直接退款 / 改成退货 / 還是退吧',
  exchange:
    '还是换吧 / 我不想退了我想换 / 不退了，换一个 / 不退了换个大一码的 / 改成换货 / 给我换个新的 / 我想換貨 / 换吧 / 干脆换货吧',
  repair: '还是修一下吧 / 不退了我要修 / 改成维修 / 不换了，帮我修一下 / 申请返修',
  none: `
能换吗 / 能不能换 / 换 / 退 / 换个原因 / 换成前天 / 我要换成质量问题 / 修改日期 / 换一个订单 / 还是退那件衬衫 / 不退了 / 不换了 / 怎么退 / 退货？
我换了手机号 / 想换个颜色 / 不用退 / 退货退款 / 换一件 / 你好`,
};

describe('the action that a message turns to', () => {
  test.each(
    Object.entries(wordings).flatMap(([action, text]) =>
      lines(text).map((line) => [line, action] as const),
    ),
  )('%s → %s', (line, action) => {
    expect(actionTurnedTo(line) ?? 'none').toBe(action);
  });
});

describe('the action that a message asks for', () => {
  test.each([
    ['那能换吗', 'exchange'],
    ['可以修不？', 'repair'],
    ['能不能退货', 'return'],
    ['能换成前天吗', null],
    ['换一个', null],
    ['衣服能退吗', null],
  ])('%s → %s', (line, action) => {
    expect(actionAskedFor(line)).toBe(action);
  });
});

describe('taking up again what was given up', () => {
  test.each(
    lines(
      '还是退吧 / 算了，还是退吧 / 我又想退了 / 接着办 / 继续办吧 / 继续 / 别取消 / 想了想还是退了吧 / 還是換吧 / 恢复申请',
    ),
  )('%s', (line) => {
    expect(takesUpAgain(line)).toBe(true);
  });

  test.each(
    lines('退吧 / 我要退货 / 不退了 / 再说吧 / 继续等 / 还是算了 / 还是不退了 / 再退一件 / 好的'),
  )('not %s', (line) => {
    expect(takesUpAgain(line)).toBe(false);
  });
});

test('hostile messages of the longest kind take no more than a quarter of a second of computing', () => {
  for (const unit of [
    '想',
    '想要',
    '退',
    '换',
    '不退',
    '还是',
    '给我',
    '吧',
    '算了',
    '我',
    '还是退',
  ]) {
    const text = unit.repeat(longestUtterance).slice(0, longestUtterance);
    const before = process.cpuUsage();
    actionTurnedTo(text);
    takesUpAgain(text);
    const { user, system } = process.cpuUsage(before);
    expect([unit, user + system < 250_000]).toEqual([unit, true]);
  }
});
