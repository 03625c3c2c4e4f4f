import { describe, expect, test } from 'vitest';
import { emptyComposition, refused, written } from '../../../src/web/desk/composition.ts';
import { partsOf } from '../../../src/web/desk/parts-of-text.ts';
import { WireError } from '../../../src/web/shared/request.ts';

const found = { verdict: 'block', violations: [] };

describe('a reply that the guard refused', () => {
  const error = new WireError(422, {
    code: 'REPLY_REFUSED',
    say: '请修改',
    reference: 'AB12-CD34',
    details: found,
    retryAfterMs: null,
  });

  test('keeps its text and tells what was found, until the agent changes it', () => {
    const composition = refused({ ...emptyComposition, text: '加微信' }, error);

    expect(composition).toMatchObject({ text: '加微信', hindrance: { kind: 'guarded', found } });
    expect(written(composition, '好的').hindrance).toBeNull();
  });
});

describe('a marked text', () => {
  test.each([
    ['甲乙丙丁', [[1, 3]], ['甲', '[乙丙]', '丁']],
    [
      '甲乙丙丁',
      [
        [0, 2],
        [1, 4],
      ],
      ['[甲乙]', '[丙丁]'],
    ],
    ['甲乙', [], ['甲乙']],
    [
      '甲乙丙',
      [
        [0, 3],
        [1, 2],
      ],
      ['[甲乙丙]'],
    ],
  ] as const)('is the text in pieces: %j %j', (text, spans, expected) => {
    const parts = partsOf(
      text,
      spans.map(([start, end]) => ({ start, end, level: 'warn' as const })),
    );

    expect(parts.map(({ part, level }) => (level ? `[${part}]` : part))).toEqual(expected);
    expect(parts.map(({ part }) => part).join('')).toBe(text);
  });
});
