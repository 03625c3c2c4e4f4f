import { describe, expect, test } from 'vitest';
import { cellHolds } from '../../../src/policy/cell.ts';
import type { FactValue } from '../../../src/policy/decision.ts';
import type { FactType } from '../../../src/policy/fact-type.ts';
import { parseCell } from '../../../src/policy/parse-cell.ts';

const integer: FactType = { kind: 'integer' };
const boolean: FactType = { kind: 'boolean' };
const date: FactType = { kind: 'date' };
const colour: FactType = { kind: 'enum', values: ['red', 'green', 'blue'] };

function holding(text: string, type: FactType, values: readonly FactValue[]) {
  const parsed = parseCell(text, type);
  if (parsed.kind === 'fault') throw new Error(parsed.fault.message);
  const { cell } = parsed;
  return values.filter((value) => cell === null || cellHolds(cell, value));
}

function faultOf(text: string, type: FactType) {
  const parsed = parseCell(text, type);
  return parsed.kind === 'fault' ? parsed.fault : null;
}

describe('a cell of whole numbers', () => {
  test.each([
    ['-', [6, 7, 8, 9]],
    ['7', [7]],
    ['= 7', [7]],
    ['7, 9', [7, 9]],
    ['< 7', [6]],
    ['<= 7', [6, 7]],
    ['> 7', [8, 9]],
    ['>= 7', [7, 8, 9]],
    ['[7..8]', [7, 8]],
    ['(7..8]', [8]],
    ['[7..9)', [7, 8]],
    ['(6..9)', [7, 8]],
    ['[7, 9]', [7, 9]],
    ['[7..8], 6', [6, 7, 8]],
    ['not(7, > 8)', [6, 8]],
    ['not([7..8])', [6, 9]],
    ['  not ( 7 )  ', [6, 8, 9]],
  ])('%s', (text, expected) => {
    expect(holding(text, integer, [6, 7, 8, 9])).toEqual(expected);
  });

  test('below nought', () => {
    expect(holding('[-2..-1]', integer, [-3, -2, -1, 0])).toEqual([-2, -1]);
  });
});

describe('other cells', () => {
  test.each([
    ['red', ['red']],
    ['red, blue', ['red', 'blue']],
    ['[red, blue]', ['red', 'blue']],
    ['not(red)', ['green', 'blue']],
  ])('of words: %s', (text, expected) => {
    expect(holding(text, colour, ['red', 'green', 'blue'])).toEqual(expected);
  });

  test.each([
    ['true', [true]],
    ['false', [false]],
    ['not(true)', [false]],
  ])('of yes and no: %s', (text, expected) => {
    expect(holding(text, boolean, [true, false])).toEqual(expected);
  });

  test.each([
    ['2024-03-01', ['2024-03-01']],
    ['< 2024-03-01', ['2024-02-29']],
    ['[2024-02-29..2024-03-01]', ['2024-02-29', '2024-03-01']],
    ['(2024-02-29..2024-03-02]', ['2024-03-01', '2024-03-02']],
  ])('of days: %s', (text, expected) => {
    expect(holding(text, date, ['2024-02-29', '2024-03-01', '2024-03-02'])).toEqual(expected);
  });
});

describe('a cell that is wrong names the place', () => {
  test.each<[string, FactType, number, string]>([
    ['yellow', colour, 1, '不是这个输入的值'],
    ['red, yellow', colour, 6, '不是这个输入的值'],
    ['not(red, yellow)', colour, 10, '不是这个输入的值'],
    ['not(red', colour, 8, '这里应当是“)”'],
    ['red blue', colour, 5, '“blue”多余'],
    ['red,', colour, 5, '少了一个值'],
    ['> red', colour, 3, '不能比大小'],
    ['> true', boolean, 3, '不能比大小'],
    ['yes', boolean, 1, '不是这个输入的值'],
    ['7.5', integer, 2, '多余'],
    ['seven', integer, 1, '不是这个输入的值'],
    ['', integer, 1, '少了一个值'],
    ['[7..]', integer, 5, '不是这个输入的值'],
    ['[7..8', integer, 6, '这里应当是“]”'],
    ['[8..7]', integer, 2, '没有任何值'],
    ['(7..8)', integer, 2, '没有任何值'],
    ['7 + 1', integer, 3, '多余'],
    ['2024-02-30', date, 1, '不是这个输入的值'],
    ['“红”', colour, 1, '不是这个输入的值'],
  ])('%s', (text, type, at, message) => {
    const fault = faultOf(text, type);

    expect(fault?.message).toContain(message);
    expect(fault?.at).toBe(at);
    expect(fault?.remedy).not.toBe('');
  });

  test('brackets as many as a cell may have are refused', () => {
    expect(faultOf('['.repeat(500), integer)).not.toBeNull();
  });
});
