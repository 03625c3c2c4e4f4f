import { describe, expect, test } from 'vitest';
import { caseMove } from '../../../src/api/cases.ts';
import { caseMoves } from '../../../src/cases/case-moves.ts';
import { emptyMove, moveBody } from '../../../src/web/desk/move-draft.ts';
import { eventText, moveForms, verdictText } from '../../../src/web/desk/zh-cases.ts';

const filled = { ...emptyMove, note: ' 请补发票 ', due: '2026-11-27T18:00' };

test('the wire, the table and the forms know the same moves, and ask for what each needs', () => {
  expect([...caseMove.options].toSorted()).toEqual(Object.keys(caseMoves).toSorted());
  for (const move of caseMove.options) {
    const { note, due, hasVerdict } = moveForms[move];
    const asked = [
      ...(note === 'needed' ? ['note'] : []),
      ...(due === 'needed' ? ['dueAt'] : []),
      ...(hasVerdict ? ['verdict'] : []),
    ];
    // Who sees to it is who asks.
    const needs = caseMoves[move].needs.filter((need) => need !== 'owner');
    expect(asked.toSorted()).toEqual(needs.toSorted());
    expect(due !== undefined).toBe(caseMoves[move].begins !== null);
  }
});

describe('what a form sends', () => {
  test('a note without its edges, and the end in the agent’s own time', () => {
    const body = moveBody('ask', 'goods', filled);

    expect(body).toEqual({
      note: '请补发票',
      dueAt: new Date('2026-11-27T18:00').toISOString(),
    });
  });

  test('nothing while what it needs is missing', () => {
    expect(moveBody('ask', 'goods', { ...filled, due: '' })).toBeNull();
    expect(moveBody('reopen', 'goods', { ...filled, note: '  ' })).toBeNull();
    expect(moveBody('decide', 'goods', filled)).toBeNull();
    expect(moveBody('assign', 'goods', emptyMove)).toEqual({});
  });

  test.each([
    ['12.5', 1250],
    ['0.07', 7],
    ['300', 30_000],
    ['1.005', null],
    ['一百', null],
    ['', null],
  ])('a claim of %s yuan is %s fen', (yuan, amountFen) => {
    const body = moveBody('decide', 'claim', { ...filled, result: 'granted', yuan });

    expect(body?.verdict?.amountFen ?? null).toBe(amountFen);
  });

  test('a refused privacy request names its clause', () => {
    const refused = { ...filled, result: 'refused' } as const;

    expect(moveBody('decide', 'privacy', refused)).toBeNull();
    expect(moveBody('decide', 'privacy', { ...refused, ground: 'kept-by-law' })?.verdict).toEqual({
      result: 'refused',
      ground: 'kept-by-law',
    });
  });
});

test('the history names a duty by what it is called', () => {
  const duty = {
    what: 'review',
    label: '商家审核',
    dueAt: '',
    state: 'breached',
    by: 'shop',
  } as const;

  expect(eventText('breached:review', [duty])).toBe('“商家审核”超时');
  expect(eventText('reminded:review', [duty])).toBe('“商家审核”快到期，已提醒');
  expect(eventText('submitted', [])).toBe('订单系统已受理');
});

test('a verdict says the sum', () => {
  expect(verdictText({ family: 'claim', result: 'partly', amountFen: 150_000 })).toBe(
    '部分同意 · 1500.00 元',
  );
});
