import type { LogEntry } from '../conversation/log-entry.ts';
import { readNumber } from '../nlu/entities/numbers.ts';
import type { Entity } from '../nlu/entity.ts';
import { dayOf, endOfDay } from '../policy/calendar.ts';
import type { Period } from '../policy/deadline/deadline.ts';

/** What an agent's message may have promised; the agent says whether it did. */
export interface HeardPromise {
  /** Of the message. */
  readonly seq: number;
  /** The part of it that names the time. */
  readonly label: string;
  /** Epoch ms; `null`: nobody can count it, as working days of a year whose holidays are not known. */
  readonly dueAt: number | null;
}

export interface HearPromiseDeps {
  readonly findEntities: (text: string, now: number) => readonly Entity[];
  /** `null` where it cannot be counted, as in a year without a calendar. */
  readonly dueOf: (period: Period, from: number) => number | null;
}

/** Promises in what agents wrote, of each message the first; what the bot words for them is tracked elsewhere. */
export function hearPromises(
  deps: HearPromiseDeps,
  entries: readonly LogEntry[],
): readonly HeardPromise[] {
  return entries.flatMap(({ seq, at, kind, author, body }) => {
    const isOwnWords = author.role === 'agent' && kind === 'message' && !body?.details?.case;
    const heard = isOwnWords ? firstPromise(deps, body?.text ?? '', at) : null;
    return heard === null ? [] : [{ seq, ...heard }];
  });
}

const clauses = /[^，。！？；,!?;\n]+[，。！？；,!?;\n]*/gu;
/** A question, or what the shopper is to do. */
const isNone = /[？?]|吗|请您?|麻烦您|需要您|您(?:需要|要|得|先)/u;

function firstPromise(deps: HearPromiseDeps, text: string, at: number) {
  for (const [clause] of text.matchAll(clauses)) {
    if (isNone.test(clause)) continue;
    const due = dayIn(deps, clause, at) ?? periodIn(deps, clause, at);
    if (due === null) continue;
    const label = clause.replace(/[，。！；,!;\s]+$/u, '').trim();
    if (due === 'uncounted') return { label, dueAt: null };
    if (due > at) return { label, dueAt: due };
  }
  return null;
}

/** 明天, 周五, 11月30日: until the end of that day. */
function dayIn({ findEntities }: HearPromiseDeps, clause: string, at: number): number | null {
  const date = findEntities(clause, at).find(({ type }) => type === 'date');
  if (date?.type !== 'date') return null;
  if (date.value >= dayOf(at)) return endOfDay(date.value);
  // A shopper's 周五 is the last one; what is promised is still to come.
  const ahead = `${clause.slice(0, date.start)}最晚${clause.slice(date.start)}`;
  const next = findEntities(ahead, at).find(({ type }) => type === 'date');
  return next?.type === 'date' && next.value >= dayOf(at) ? endOfDay(next.value) : null;
}

const period =
  /(?<count>\d{1,3}|半|[一二两三四五六七八九十]{1,3})个?(?<unit>分钟|小时|钟头|天|日|工作日|周|星期)(?:之内|以内|内|后)/u;

/** 两小时内, 三个工作日内, 一周内. */
function periodIn(deps: HearPromiseDeps, clause: string, at: number): number | 'uncounted' | null {
  const dueOf = (span: Period, from: number) => deps.dueOf(span, from) ?? 'uncounted';
  const { count = '', unit = '' } = period.exec(clause)?.groups ?? {};
  const number = count === '半' ? 0.5 : readNumber(count);
  if (number === null || unit === '') return null;
  const anchor = 'promise';
  switch (unit) {
    case '分钟':
      return at + number * 60_000;
    case '小时':
    case '钟头':
      return dueOf({ length: number, unit: 'hour', anchor }, at);
    case '工作日':
      return dueOf({ length: Math.ceil(number), unit: 'working-day', anchor }, at);
    case '周':
    case '星期':
      return dueOf({ length: Math.ceil(number * 7), unit: 'day', anchor }, at);
    default:
      return dueOf({ length: Math.ceil(number), unit: 'day', anchor }, at);
  }
}
