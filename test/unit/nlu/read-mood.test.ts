import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLexicon } from '../../../src/nlu/lexicon/read-lexicon.ts';
import type { MoodKind } from '../../../src/nlu/mood/mood.ts';
import { createReadMood } from '../../../src/nlu/mood/read-mood.ts';

const path = 'lexicon/moods.yaml';
const file = join(import.meta.dirname, '..', '..', '..', 'knowledge', path);
const { lexicon } = readLexicon(new Map([[path, readFileSync(file, 'utf8')]]));
const readMood = createReadMood(lexicon);

const lines = (text: string) => text.split(/[/\n]/).flatMap((line) => line.trim() || []);

const wordings: Readonly<Record<MoodKind | 'calm', string>> = {
  danger: `
热水器冒烟了 / 充电的时候着火了 / 高压锅爆炸了 / 插座漏电 / 我被电了 / 玻璃碎了把孩子割伤了 / 吃完食物中毒送医院了 / 我真的不想活了 / 漏電了
气死我了，充电宝都起火了`,
  money_lost: `
骗子让我把验证码发给他，卡里的钱没了 / 我被骗了三千块 / 银行卡被盗刷了 / 他们冒充客服骗走我五千 / 让我转账到安全账户 / 钱被转走了 / 叫我共享屏幕`,
  threat: `
我要打12315 / 再不处理我就起诉你们 / 找消协 / 我要去法院告你们 / 我一定曝光 不然我去曝光 / 我打12315行不行 / 信不信我打12315 / 再不退我找消协了好吗 / 12315见 / 我要投诉 / 我找律师 / 你们等着，我发抖音 / 要去举报`,
  anger: `
气死我了 / 什么垃圾东西 / 骗子！ / 太过分了 / 你们耍我呢 / 等了半个月了 / 推来推去没人管 / 再也不来了 / 什么态度啊 / 😡`,
  calm: `
我要退货 / 漏电保护器怎么装 / 会不会漏电 / 没有冒烟 / 怕被骗 / 滚筒洗衣机 / 垃圾袋多少钱 / 怎么投诉 / 灭火器包邮吗 / 工商银行能付吗 / 别生气
12315多久回 / 12315电话多少 / 打12315有用吗 / 消协电话是多少 / 起诉要准备什么材料吗 / 市场监管几天给答复 / 12315是啥
火锅底料 / 衣服小了 / 屏幕划伤 / 谢谢 / 万一着火赔吗 / 你好`,
};

describe('the mood of a message', () => {
  test.each(
    Object.entries(wordings).flatMap(([kind, text]) =>
      lines(text).map((line) => [line, kind] as const),
    ),
  )('%s → %s', (line, kind) => {
    expect(readMood(line).signs[0]?.kind ?? 'calm').toBe(kind);
  });

  test('is told with the words, the gravest first, and makes the level', () => {
    expect(readMood('气死我了，漏电，我要起诉')).toEqual({
      level: 'emergency',
      signs: [
        { kind: 'danger', words: '漏电' },
        { kind: 'threat', words: '起诉' },
        { kind: 'anger', words: '气死' },
      ],
    });
    expect(readMood('退货').level).toBe('calm');
  });

  test('is calm where the shop keeps no words', () => {
    expect(createReadMood(readLexicon(new Map()).lexicon)('着火了').level).toBe('calm');
  });
});
