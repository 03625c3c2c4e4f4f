import fc from 'fast-check';
import { deadlineOf } from '../../src/policy/deadline/deadline.ts';
import type { WorkCalendar } from '../../src/policy/deadline/work-calendar.ts';
import { type NaiveQuestion, naiveCalendar } from './naive-calendar.ts';

const hourMs = 3_600_000;
/** The first moment of 2025 in Shanghai. */
const first = Date.UTC(2024, 11, 31, 16);

const question: fc.Arbitrary<NaiveQuestion> = fc
  .record({
    at: fc.integer({ min: first, max: Date.UTC(2026, 10, 1) }),
    /** Milliseconds from the full hour; `null`: any. */
    offHour: fc.option(fc.constantFrom(-1, 0, 1)),
    length: fc.integer({ min: 1, max: 30 }),
    unit: fc.constantFrom('hour', 'day', 'working-day'),
    countsFirstDay: fc.boolean(),
    cutOffHour: fc.option(fc.integer({ min: 1, max: 23 })),
  })
  // Mistakes like to sit where an hour begins or ends, which midnight and the cut-off are.
  .map(({ offHour, ...rest }) => ({
    ...rest,
    at: offHour === null ? rest.at : Math.ceil(rest.at / hourMs) * hourMs + offHour,
  }))
  .filter(({ at }) => at >= first);

/** That deadlines are those of the second implementation, which reads the same `text` of `calendar.yaml`. */
export function deadlinesAgree(calendar: WorkCalendar, text: string) {
  const naive = naiveCalendar(text);
  return fc.property(question, (asked) => {
    const { at, length, unit, countsFirstDay, cutOffHour } = asked;
    const clause = 'cut-off' as never;
    const cutOffs = new Map(cutOffHour === null ? [] : [['event', { hour: cutOffHour, clause }]]);
    const ours = deadlineOf(
      at,
      { length, unit, anchor: 'event' },
      {
        calendar: { ...calendar, cutOffs },
        rule: { firstDay: countsFirstDay ? 'same-day' : 'next-day', clauses: [] },
      },
    );
    const expected = naive.dueAt(asked);
    if (ours.dueAt !== expected) throw new Error(`${ours.dueAt} is not ${expected}`);
  });
}
