import { describe, expect, test } from 'vitest';
import {
  type AftersalesCase,
  awaitedDuties,
  caseStatuses,
  type DutyToCome,
  turnOf,
} from '../../../src/cases/case.ts';
import {
  type CaseMove,
  caseMoves,
  type MoveName,
  movesFor,
} from '../../../src/cases/case-moves.ts';
import { type GivenMove, moveCase } from '../../../src/cases/move-case.ts';
import type { AgentId } from '../../../src/kernel/ids.ts';
import { agent, hourMs, openedAt, reviewDuty, sampleCase, shopper } from './case-builders.ts';

const at = openedAt + hourMs;
const soon = { at: at + 24 * hourMs, label: '补充说明或材料' };
const granted = { family: 'goods', result: 'granted' } as const;
const owner = 'a02' as AgentId; // as a parser would give it
const all: Omit<GivenMove, 'move' | 'by'> = { at, note: '请拍吊牌', verdict: granted, owner };
const names = Object.keys(caseMoves) as MoveName[]; // keys of a literal

const refund: DutyToCome = {
  what: 'refund',
  label: '退还货款',
  period: { length: 7, unit: 'day', anchor: 'return-received' },
  from: 'in_progress',
  since: '商家收到退回的商品',
};

const noPeriods = () => {
  throw new Error('no duty is to come');
};

function moved(before: AftersalesCase, given: Omit<GivenMove, 'at'>): AftersalesCase {
  const result = moveCase(before, { at, ...given }, noPeriods);
  if (result.kind === 'refused') throw new Error(`refused: ${result.why}`);
  return result.after;
}

const nextOf = (status: string): readonly string[] =>
  names.flatMap((move) => {
    const { from, to }: CaseMove = caseMoves[move];
    if (!from.some((one) => one === status) || to === 'same') return [];
    return to === 'onward' ? ['reviewing', 'in_progress'] : [to];
  });

describe('the table of moves', () => {
  test('a case is moved from exactly the statuses that the table names', () => {
    const led = names.flatMap((move) =>
      caseStatuses.flatMap((status) => {
        const by = { ...agent, role: caseMoves[move].by[0] };
        const due = caseMoves[move].begins === null ? undefined : soon;
        const result = moveCase(sampleCase({ status }), { ...all, move, by, due }, noPeriods);
        return result.kind === 'refused' ? [] : [`${status} ${move}`];
      }),
    );

    const allowed = names.flatMap((move) =>
      caseStatuses
        .filter((status) => (caseMoves[move] as CaseMove).from.includes(status))
        .map((status) => `${status} ${move}`),
    );
    expect(led).toEqual(allowed);
  });

  test('from every status but closed a case can be closed or withdrawn, and a closed one only reopened', () => {
    for (const status of caseStatuses)
      expect(movesFor({ status }, 'agent').includes('withdraw')).toBe(status !== 'closed');
    expect(movesFor({ status: 'closed' }, 'supervisor')).toEqual(['reopen']);
  });

  test('each status can be reached from an opened case', () => {
    const reached = new Set<string>(['opened']);
    // A set is walked to its end, also to what is added on the way.
    for (const status of reached) for (const one of nextOf(status)) reached.add(one);

    expect([...reached].toSorted()).toEqual([...caseStatuses].toSorted());
  });

  test('a shopper may answer and withdraw, and decides nothing', () => {
    const waiting = { status: 'waiting_for_shopper' } as const;

    expect(movesFor(waiting, 'shopper')).toEqual(['answer', 'withdraw']);
    const decided = moveCase(sampleCase(), { ...all, move: 'decide', by: shopper }, noPeriods);
    expect(decided).toEqual({ kind: 'refused', why: 'role' });
  });

  test('a move without what must come with it is refused, and says what is missing', () => {
    const refusals = (['ask', 'decide', 'assign', 'reopen'] as const).map((move) => {
      const status = move === 'reopen' ? 'closed' : 'opened';
      return moveCase(sampleCase({ status }), { move, by: agent, at, note: '请' }, noPeriods);
    });

    expect(refusals.map((one) => ('lacks' in one ? one.lacks : one))).toEqual([
      'dueAt',
      'verdict',
      'owner',
      'dueAt',
    ]);
  });

  test('a date must lie ahead, and is taken only where it begins a duty', () => {
    const past = { at, label: '审核' };

    const late = moveCase(sampleCase(), { move: 'review', by: agent, at, due: past }, noPeriods);
    const odd = moveCase(sampleCase(), { move: 'withdraw', by: agent, at, due: soon }, noPeriods);

    expect(late).toMatchObject({ why: 'lacks', lacks: 'a dueAt that lies ahead' });
    expect(odd).toMatchObject({ why: 'lacks', lacks: 'a move that takes a dueAt' });
  });
});

describe('duties and turns', () => {
  test('while the shopper is asked it is their move, until they have answered', () => {
    const asked = moved(sampleCase(), { move: 'ask', by: agent, note: '请拍吊牌', due: soon });
    const answered = moved(asked, { move: 'answer', by: shopper });

    expect([turnOf(sampleCase()), turnOf(asked), turnOf(answered)]).toEqual([
      'shop',
      'shopper',
      'shop',
    ]);
    expect(asked.deadlines.at(-1)).toMatchObject({
      what: 'answer',
      dueAt: soon.at,
      state: 'running',
    });
    expect(answered).toMatchObject({ status: 'reviewing', ownerId: 'a01' });
    expect(answered.deadlines.map(({ state }) => state)).toEqual(['running', 'kept']);
  });

  test('who is asked again gets a duty of its own', () => {
    const ask = { move: 'ask', by: agent, note: '请拍吊牌', due: soon } as const;

    const twice = moved(moved(moved(sampleCase(), ask), { move: 'answer', by: shopper }), ask);

    expect(twice.deadlines.map(({ what }) => what)).toEqual(['review', 'answer', 'answer#2']);
  });

  test('an answer while it is being carried out leads back there', () => {
    const decided = moved(sampleCase(), {
      move: 'decide',
      by: agent,
      note: '同意',
      verdict: granted,
    });
    const started = moved(decided, { move: 'start', by: agent });
    const asked = moved(started, { move: 'ask', by: agent, note: '运单号', due: soon });

    expect(moved(asked, { move: 'answer', by: agent }).status).toBe('in_progress');
  });

  test('a decision keeps the review and begins what is due then, unless it refuses', () => {
    const toCome = [{ ...refund, from: 'decided' }] as const;
    const decide = { move: 'decide', by: agent, note: '看过了', at } as const;
    const refused = { family: 'goods', result: 'refused' } as const;
    const dueOf = () => at + 168 * hourMs;

    const yes = moveCase(sampleCase({ toCome }), { ...decide, verdict: granted }, dueOf);
    const no = moveCase(sampleCase({ toCome }), { ...decide, verdict: refused }, dueOf);

    expect(yes).toMatchObject({
      after: {
        toCome: [],
        deadlines: [
          { what: 'review', state: 'kept', doneAt: at },
          { what: 'refund', state: 'running', phase: 'outcome', dueAt: at + 168 * hourMs },
        ],
      },
    });
    expect(no).toMatchObject({ after: { deadlines: [{ what: 'review', state: 'kept' }] } });
  });

  test('what begins with the carrying out begins by nothing else, and its shopper ends it by withdrawing', () => {
    const dueOf = () => at + 168 * hourMs;
    const step = (before: AftersalesCase, given: Omit<GivenMove, 'at'>) => {
      const result = moveCase(before, { at, ...given }, dueOf);
      if (result.kind === 'refused') throw new Error(`refused: ${result.why}`);
      return result.after;
    };
    const decide = { move: 'decide', by: agent, note: '看过了', verdict: granted } as const;

    const decided = step(sampleCase({ toCome: [refund], deadlines: [] }), decide);
    const asked = step(decided, { move: 'ask', by: agent, note: '运单号', due: soon });
    const answered = step(asked, { move: 'answer', by: shopper });
    const started = step(answered, { move: 'start', by: agent });
    const withdrawn = step(started, { move: 'withdraw', by: shopper });

    expect(answered).toMatchObject({ status: 'decided', toCome: [refund] });
    expect(started).toMatchObject({ status: 'in_progress', toCome: [] });
    const states = [decided, answered, started, withdrawn].map(({ deadlines }) =>
      deadlines.filter(({ what }) => what === 'refund').map(({ state }) => state),
    );
    expect(states).toEqual([[], [], ['running'], ['withdrawn']]);
  });

  test('what a refusal leaves waiting begins once the case was reopened and granted', () => {
    const refused = { family: 'goods', result: 'refused' } as const;
    const decide = { move: 'decide', by: agent, note: '看过了', at } as const;
    const later = sampleCase({ toCome: [{ ...refund, from: 'decided' }] });

    const no = moved(later, { ...decide, verdict: refused });
    const again = { ...no, status: 'reopened', verdict: null } as const;
    const yes = moveCase(again, { ...decide, verdict: granted }, () => at + hourMs);

    expect(awaitedDuties(no)).toEqual([]);
    expect(yes).toMatchObject({ after: { deadlines: [{}, { what: 'refund', state: 'running' }] } });
  });

  test('a broken promise stays broken when it is done late', () => {
    const late = sampleCase({ deadlines: [{ ...reviewDuty, state: 'breached' }] });

    const decided = moved(late, { move: 'decide', by: agent, note: '同意', verdict: granted });

    expect(decided.deadlines).toMatchObject([{ state: 'breached', doneAt: at }]);
  });

  test('a withdrawn case owes nobody anything, and a reopened one is undecided', () => {
    const withdrawn = moved(sampleCase(), { move: 'withdraw', by: shopper });
    const closed = sampleCase({ status: 'closed', verdict: granted });
    const again = moved(closed, { move: 'reopen', by: agent, note: '材料有误', due: soon });

    expect(withdrawn).toMatchObject({ status: 'closed', deadlines: [{ state: 'withdrawn' }] });
    expect(turnOf(withdrawn)).toBe('nobody');
    expect(again).toMatchObject({ status: 'reopened', verdict: null });
    expect(again.history.at(-1)).toEqual({ at, what: 'reopen', by: agent, note: '材料有误' });
  });
});
