import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignText, typedSpan } from '../../../src/nlu/aligned-text.ts';
import { longestUtterance, normalise } from '../../../src/nlu/normalise.ts';

describe('aligned text', () => {
  test.each([
    ['３ 天 前', '3天前'],
    ['買了 3 件', '买了3件'],
    ['上 周 三 收到', '上周三收到'],
    ['尺码大了 没坏', '尺码大了 没坏'],
    ['九十九块八 1.2万', '九十九块八 1.2万'],
    ['1234 5678', '1234 5678'],
    ['ＩＰＨＯＮＥ', 'iphone'],
    ['人\u200b工', '人工'],
    ['㎏', 'kg'],
    ['e\u0301', 'é'],
    ['好\n的', '好的'],
    ['', ''],
  ])('spells %j as %j', (typed, expected) => {
    expect(alignText(typed).text).toBe(expected);
  });

  test('a span is what was typed, with all that its spelling left out', () => {
    const aligned = alignText('👗３ 天\u200b前！');

    const at = aligned.text.indexOf('3天前');

    expect(typedSpan(aligned, at, at + 3)).toEqual({ text: '３ 天\u200b前', start: 2, end: 7 });
  });

  test('leaves out what lies beyond the longest utterance', () => {
    expect(alignText('退'.repeat(longestUtterance + 1)).text).toHaveLength(longestUtterance);
  });

  test('spells as normalising does, but for what that shortens and joins', () => {
    const unit = fc.constantFrom(
      ...'轉人工Ａ３ｂé！？。，①㎏ \u200b\u3000\n😀👨‍👩‍👧天前',
      'e\u0301',
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 30 }), (units) => {
        const typed = units.join('');

        const again = normalise(alignText(typed).text).text.replaceAll(' ', '');

        expect(again).toBe(normalise(typed).text.replaceAll(' ', ''));
      }),
    );
  });
});
