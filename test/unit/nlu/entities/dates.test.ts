import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateExpressions } from './date-expressions.ts';
import { findEntities, found, rowsOf, wednesday } from './labelled.ts';
import { inHan } from './write-numbers.ts';

const spans = `
3天前收到的 | 3天前=3
三天前 | 三天前=3
3 天 前 | 3 天 前=3
买了三天了 | 三天=3
都15天了 | 15天=15
十五天以前 | 十五天以前=15
半个月前 | 半个月前=15
半個月了 | 半個月=15
买了一个多月 | 一个多月=30
买了一个半月 | 一个半月=45
仨礼拜了 | 仨礼拜=21
俩月前 | 俩月前=60
两个月前买的 | 两个月前=60
两周前 | 两周前=14
两个星期了 | 两个星期=14
一个礼拜前签收 | 一个礼拜前=7
用了半年 | 半年=182
一年前买的 | 一年前=365
买了两年多 | 两年多=730
签收十天 | 十天=10
到货5天了 | 5天=5
收到才两天 | 两天=2
已经二十天 | 二十天=20
等了9天 | 9天=9
十来天了 | 十来天=10
过了四天 | 四天=4
100天前 | 100天前=100
收到货有一周了 | 一周=7
一年半了 | 一年半=547
七天无理由
7天内能退吗
三天内发货
等7个工作日
收到货7天内
两三天前
几天前
好几天了
不到一个月
还要等3天
3天后
每隔三天
前三天
头两天
第七天了
上半年买的
15天包换
保修一年
72小时了
`;

describe('days that are named', () => {
  test.each(rowsOf(dateExpressions))('in %j: %j', (utterance, expected) => {
    expect(found(utterance, ['date'])).toEqual(expected);
  });

  test.each([
    ['周日', '2026-11-23T09:00:00+08:00', '2026-11-22'],
    ['上周一', '2026-11-22T23:59:59+08:00', '2026-11-09'],
    ['上周一', '2026-11-23T00:00:00+08:00', '2026-11-16'],
    ['昨天', '2026-11-24T16:00:00Z', '2026-11-24'],
    ['昨天', '2026-11-24T15:59:59Z', '2026-11-23'],
    ['12月30号', '2027-01-04T09:00:00+08:00', '2026-12-30'],
    ['昨天', '2027-01-01T09:00:00+08:00', '2026-12-31'],
    ['31号买的', '2026-03-02T09:00:00+08:00', '2026-01-31'],
    ['2月29号', '2028-03-01T09:00:00+08:00', '2028-02-29'],
    ['上个月31号', '2026-07-15T09:00:00+08:00', undefined],
  ])('%s said on %s is %s', (said, now, expected) => {
    const [entity] = findEntities(said, Date.parse(now));

    expect(entity?.value).toBe(expected);
  });

  test('any day of the two years past is read back, in whichever way it is written', () => {
    const dayMs = 86_400_000;
    const ago = fc.integer({ min: 0, max: 730 });
    fc.assert(
      fc.property(ago, fc.integer({ min: 0, max: 3000 }), (days, later) => {
        const now = wednesday + later * dayMs;
        const iso = new Date(now - days * dayMs).toISOString().slice(0, 10);
        const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
        const ways = [
          `${year}年${month}月${day}号`,
          `${year - 2000}年${month}月${day}日收到`,
          `${iso}签收`,
          `${year}/${month}/${day}`,
          `${iso.replaceAll('-', '')}下单`,
          ...(days < 365 ? [`${month}月${day}号收到的`, `${inHan(month)}月${inHan(day)}号`] : []),
          ...(days < 28 ? [`${day}号收到的`] : []),
        ];

        for (const written of ways)
          expect([written, findEntities(written, now)[0]?.value]).toEqual([written, iso]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('how long ago', () => {
  test.each(rowsOf(spans))('in %j: %j', (utterance, expected) => {
    expect(found(utterance, ['days_ago'])).toEqual(expected);
  });

  test('any number of days is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 730 }), (days) => {
        for (const written of [
          `${days}天前`,
          `${inHan(days)}天前`,
          `买了${days}天`,
          `都${days}天了`,
        ])
          expect([written, found(written, ['days_ago']).at(0)?.split('=')[1]]).toEqual([
            written,
            String(days),
          ]);
      }),
      { numRuns: 100 },
    );
  });
});
