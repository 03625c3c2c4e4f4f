import type { Decided, DecidedMatters } from '../../../../../src/assist/guard/decided/decided.ts';

/** A return without a reason, granted: 299 yuan, the shopper pays the way back, refund 7 days after the goods are there. */
export function decided(given: Partial<Decided> = {}): Decided {
  return {
    decisionId: 'd1',
    title: '退货',
    subject: '格纹衬衫',
    remedy: 'return',
    status: 'granted',
    reason: '七天内可以无理由退货，寄回的运费由您承担。',
    clauses: [],
    money: {
      lines: [{ key: 'refund', label: '退回货款', fen: 29_900 }],
      totalFen: 29_900,
      times: null,
    },
    paidFen: 29_900,
    freightPayer: 'shopper',
    repairFee: null,
    periods: { refund: 168, review: 24 },
    given: { refund: [120, 168], review: [24, 48, 72], reship: [48] },
    window: { days: 7, lastDay: '2026-03-09' },
    isUnderWay: false,
    ...given,
  };
}

/** A fake: the price back and three times of it. */
export const fake = decided({
  decisionId: 'd2',
  title: '假货赔付',
  remedy: 'compensation',
  reason: '适用假一赔三。',
  money: {
    lines: [
      { key: 'refund', label: '退回货款', fen: 29_900 },
      { key: 'compensation', label: '赔偿', fen: 89_700 },
    ],
    totalFen: 119_600,
    times: 3,
  },
  freightPayer: null,
  periods: {},
  window: null,
});

export const refused = decided({
  decisionId: 'd3',
  status: 'refused',
  reason: '收货已经超过7天，不能无理由退货。',
  money: null,
  freightPayer: null,
  periods: {},
  window: null,
});

const now = Date.parse('2026-03-04T10:00:00+08:00');

export const matters = (...all: readonly Decided[]): DecidedMatters => ({ matters: all, now });
