import { alignText, type TypedSpan, typedSpan } from '../../../nlu/aligned-text.ts';
import { dayOf } from '../../../policy/calendar.ts';
import type { Decided, DecidedMatters, DecidedMoney, RemedyKey } from './decided.ts';
import { type MoneyKey, type Promised, promisedIn } from './promised.ts';

/** A promise of more than was decided, and the matter that it goes beyond. */
export interface Beyond extends TypedSpan {
  readonly promised: Promised;
  readonly decided: Decided;
}

/**
 * What a reply promises beyond what was decided in its conversation. A promise is sound if one of the matters allows it,
 * or if one of them may: what a person still has to decide, and sums that nobody could reckon, bind nobody.
 */
export function findBeyond(text: string, { matters, now }: DecidedMatters): readonly Beyond[] {
  if (matters.length === 0) return [];
  const aligned = alignText(text);
  const all = promisedIn(aligned, now).flatMap((promised) => {
    const decided = brokenBy(promised, matters, now);
    if (decided === null) return [];
    return [{ promised, decided, ...typedSpan(aligned, promised.start, promised.end) }];
  });
  // 给您退350元 is a sum and a remedy: the first says more.
  return all.filter(
    (one, at) =>
      !all.some((other, place) => place < at && other.start < one.end && one.start < other.end),
  );
}

/** `sound`: it allows it; `beyond`: it does not; `silent`: it says nothing of it; `open`: not decided yet. */
type Stand = 'sound' | 'beyond' | 'silent' | 'open';

function brokenBy(promised: Promised, matters: readonly Decided[], now: number): Decided | null {
  const stands = matters.map((decided) => ({ decided, stand: standOf(promised, decided, now) }));
  if (stands.some(({ stand }) => stand === 'sound' || stand === 'open')) return null;
  if (promised.kind === 'money' && isSumOfAll(promised.fen, matters)) return null;
  return stands.find(({ stand }) => stand === 'beyond')?.decided ?? null;
}

/** What two matters come to together. */
function isSumOfAll(fen: number, matters: readonly Decided[]): boolean {
  return (
    fen <= matters.reduce((sum, { money }) => sum + (money?.totalFen ?? 0), 0) && matters.length > 1
  );
}

function standOf(promised: Promised, decided: Decided, now: number): Stand {
  if (decided.status === 'person' || decided.status === 'missing') return 'open';
  switch (promised.kind) {
    case 'money':
      return moneyStand(promised.key, promised.fen, decided);
    case 'share':
      return shareStand(promised.key, promised.share, decided);
    case 'times':
      return timesStand(promised.times, decided);
    case 'period':
      return periodStand(promised, decided);
    case 'window':
      if (decided.window === null) return 'silent';
      return promised.days > decided.window.days ? 'beyond' : 'sound';
    case 'last-day':
      return lastDayStand(promised.date, decided, now);
    case 'freight':
      return freightStand(decided);
    case 'remedy':
      return remedyStand(promised.key, decided);
    default:
      return promised satisfies never;
  }
}

function moneyStand(key: MoneyKey, fen: number, decided: Decided): Stand {
  const { status, money } = decided;
  if (status === 'refused') return refusedStand(key, decided);
  if (money === null) return 'silent';
  if (figuresOf(money).includes(fen)) return 'sound';
  const cap = capOf(key, money, decided);
  if (cap === null) return 'silent';
  return fen > cap ? 'beyond' : 'sound';
}

/** Which sums a refusal is about. */
const refusedSums: Readonly<Partial<Record<RemedyKey, readonly MoneyKey[]>>> = {
  return: ['refund', 'compensation', 'total'],
  compensation: ['compensation', 'total'],
  difference: ['difference', 'refund', 'compensation', 'total'],
  freight: ['freight'],
};

function refusedStand(key: MoneyKey, { remedy }: Decided): Stand {
  return remedy !== null && refusedSums[remedy]?.includes(key) ? 'beyond' : 'silent';
}

const figuresOf = ({ lines, totalFen }: DecidedMoney) => [totalFen, ...lines.map(({ fen }) => fen)];

const keysOf: Readonly<Record<Exclude<MoneyKey, 'total'>, readonly string[]>> = {
  refund: ['refund', 'difference', 'freight'],
  compensation: ['compensation', 'insurance', 'difference'],
  difference: ['difference'],
  freight: ['freight'],
};

/** How much of that kind was decided; `null`: who pays the freight is decided, how much is not. */
function capOf(key: MoneyKey, { lines, totalFen }: DecidedMoney, decided: Decided): number | null {
  if (key === 'total' || lines.length === 0) return totalFen;
  const own = lines.filter((line) => keysOf[key].includes(line.key));
  if (key === 'freight' && own.length === 0) return decided.freightPayer === 'shopper' ? 0 : null;
  if (key === 'difference' && own.length === 0) return null;
  return own.reduce((sum, { fen }) => sum + fen, 0);
}

function shareStand(key: MoneyKey, share: number, decided: Decided): Stand {
  const { paidFen, status } = decided;
  if (status === 'refused') return refusedStand(key, decided);
  if (paidFen === null) return 'silent';
  return moneyStand(key, Math.round(paidFen * share), decided);
}

function timesStand(times: number, decided: Decided): Stand {
  const { status, money } = decided;
  if (status === 'refused') return refusedStand('compensation', decided);
  if (money === null || money.lines.length === 0) return 'silent';
  return times > (money.times ?? 1) ? 'beyond' : 'sound';
}

function periodStand(
  { key, hours }: Extract<Promised, { kind: 'period' }>,
  { periods, given, isUnderWay, status }: Decided,
): Stand {
  const decided = periods[key];
  if (isUnderWay) return 'open';
  if (status === 'refused' || decided === undefined) return 'silent';
  if (given[key].includes(hours)) return 'sound';
  return hours < decided ? 'beyond' : 'sound';
}

function lastDayStand(date: string, { window, status }: Decided, now: number): Stand {
  if (window?.lastDay == null || status === 'refused' || date < dayOf(now)) return 'silent';
  return date > window.lastDay ? 'beyond' : 'sound';
}

function freightStand({ freightPayer, status }: Decided): Stand {
  if (status === 'refused' || freightPayer === null) return 'silent';
  return freightPayer === 'shopper' ? 'beyond' : 'sound';
}

function remedyStand(key: string, { remedy, status, repairFee }: Decided): Stand {
  if (remedy !== key) return 'silent';
  if (status === 'refused') return 'beyond';
  return key === 'repair' && repairFee === 'shopper' ? 'beyond' : 'sound';
}
