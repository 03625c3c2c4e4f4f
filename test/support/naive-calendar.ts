/**
 * Deadlines once more, in the plainest way: one day after the other, each looked up in the file's own lines. It shares
 * no code with `src/policy/deadline/`, so that a mistake has to be made twice to stay hidden.
 */
export interface NaiveQuestion {
  readonly at: number;
  readonly length: number;
  readonly unit: 'hour' | 'day' | 'working-day';
  readonly countsFirstDay: boolean;
  /** `null`: the day ends at midnight. */
  readonly cutOffHour: number | null;
}

export interface NaiveCalendar {
  isWorked(day: string): boolean;
  dueAt(question: NaiveQuestion): number;
}

const sentence = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `text` is that of `calendar.yaml`. */
export function naiveCalendar(text: string): NaiveCalendar {
  const off = [...text.matchAll(/^ {6}- \{ name: \S+, from: (\S+), to: (\S+) \}$/gm)];
  const isOff = new Set<string>();
  for (const [, from = '', to = ''] of off)
    for (let day = from; day !== nextDay(to); day = nextDay(day)) isOff.add(day);
  const worked = new Set(
    [...text.matchAll(/^ {4}workdays: \[(.*)\]$/gm)].flatMap(([, days = '']) => days.split(', ')),
  );
  const isWorked = (day: string) => {
    if (worked.has(day)) return true;
    if (isOff.has(day)) return false;
    return !['Sat', 'Sun'].includes(new Date(`${day}T12:00:00Z`).toUTCString().slice(0, 3));
  };
  return { isWorked, dueAt: (question) => dueAt(question, isWorked) };
}

function dueAt(question: NaiveQuestion, isWorked: (day: string) => boolean): number {
  const { at, length, unit, countsFirstDay, cutOffHour } = question;
  if (unit === 'hour') return at + length * 60 * 60 * 1000;
  const [date = '', time = ''] = sentence.format(at).split(' ');
  const isLate = cutOffHour !== null && Number(time.slice(0, 2)) >= cutOffHour;
  let day = isLate ? nextDay(date) : date;
  const counts = () => unit === 'day' || isWorked(day);
  let counted = countsFirstDay && counts() ? 1 : 0;
  while (counted < length) {
    day = nextDay(day);
    if (counts()) counted += 1;
  }
  return Date.parse(`${day}T23:59:59.999+08:00`);
}

function nextDay(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + 1);
  return noon.toISOString().slice(0, 10);
}
