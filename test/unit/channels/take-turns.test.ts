import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { takeTurns } from '../../../bot/channels/directline/take-turns.ts';

const everyMs = 5_000;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([1, 7, 10_000])(
  'each of %i has its turn once in a while, never many at once',
  (count) => {
    const members = new Set(Array.from({ length: count }, (_, n) => n));
    const turns = new Map<number, number[]>();
    const stop = takeTurns(members, everyMs, (member) =>
      turns.set(member, [...(turns.get(member) ?? []), Date.now()]),
    );

    vi.advanceTimersByTime(3 * everyMs);
    stop();
    vi.advanceTimersByTime(everyMs);

    const all = [...turns.values()];
    expect(turns.size).toBe(count);
    expect(all.every((times) => times.length === 3)).toBe(true);
    const moments = Map.groupBy(all.flat(), (time) => time);
    const most = Math.max(...[...moments.values()].map((times) => times.length));
    expect(most).toBeLessThanOrEqual(Math.ceil(count / 50));
  },
);

test('who comes and goes meanwhile keeps nobody from their turn', () => {
  const members = new Set(['甲', '乙', '丙']);
  const seen: string[] = [];
  const stop = takeTurns(members, everyMs, (member) => seen.push(member));

  vi.advanceTimersByTime(everyMs);
  members.delete('甲');
  members.add('丁');
  vi.advanceTimersByTime(2 * everyMs);
  stop();

  expect(seen.slice(0, 3).toSorted()).toEqual(['甲', '乙', '丙'].toSorted());
  expect(new Set(seen.slice(3))).toEqual(new Set(['乙', '丙', '丁']));
});

test('a period shorter than a step is kept, and nobody at all is no error', () => {
  const members = new Set<string>();
  const seen: string[] = [];
  const stop = takeTurns(members, 20, (member) => seen.push(member));

  vi.advanceTimersByTime(100);
  members.add('甲');
  vi.advanceTimersByTime(100);
  stop();

  expect(seen).toHaveLength(5);
});
