import { describe, expect, test } from 'vitest';
import { type AftersalesCase, isUnseen } from '../../../src/cases/case.ts';
import { caseChange } from '../../../src/cases/case-change.ts';
import { caseWrite, storedCase } from '../../../src/cases/case-document.ts';
import { withBreach, withReminder, withService } from '../../../src/cases/change-case.ts';
import { type GivenMove, moveCase } from '../../../src/cases/move-case.ts';
import type { Effect } from '../../../src/conversation/effect.ts';
import type { AgentId } from '../../../src/kernel/ids.ts';
import type { Json } from '../../../src/kernel/json.ts';
import { agent, hourMs, openedAt, reviewDuty, sampleCase, shopper } from './case-builders.ts';

const owner = 'a02' as AgentId; // as a parser would give it

const stored = (aftersalesCase = sampleCase()) => ({ aftersalesCase, etag: 'e1' });

const timersOf = (effects: readonly Effect[]) =>
  effects.flatMap((one): readonly unknown[] => {
    if (one.kind === 'timer.set') return [[one.timer.id, one.timer.dueAt]];
    return one.kind === 'timer.cancel' ? [one.id] : [];
  });

const promisesOf = (effects: readonly Effect[]) =>
  effects.flatMap((one) =>
    one.kind === 'document.put' && one.write.collection === 'promise' ? [one.write] : [],
  );

describe('what a changed case changes', () => {
  test('a new duty sets a timer at its end and one a quarter of its time before, and is promised', () => {
    const effects = caseChange(null, sampleCase());

    expect(timersOf(effects)).toEqual([
      ['AX-2345-6789:review:near', openedAt + 18 * hourMs],
      ['AX-2345-6789:review', openedAt + 24 * hourMs],
    ]);
    expect(promisesOf(effects)).toMatchObject([
      { id: 'AX-2345-6789:review', indexes: { running: reviewDuty.dueAt } },
    ]);
  });

  test('a duty of weeks is reminded of a day before its end', () => {
    const dueAt = openedAt + 15 * 24 * hourMs;

    const effects = caseChange(null, sampleCase({ deadlines: [{ ...reviewDuty, dueAt }] }));

    expect(timersOf(effects)[0]).toEqual(['AX-2345-6789:review:near', dueAt - 24 * hourMs]);
  });

  test('a kept duty takes its timers back; the case is written under the eTag it was read with', () => {
    const at = openedAt + hourMs;
    const verdict = { family: 'goods', result: 'granted' } as const;
    const given = { move: 'decide', by: agent, at, note: '同意', verdict } as const;
    const result = moveCase(sampleCase(), given, () => at);
    if (result.kind === 'refused') throw new Error('refused');

    const effects = caseChange(stored(), result.after);

    expect(timersOf(effects)).toEqual(['AX-2345-6789:review:near', 'AX-2345-6789:review']);
    expect(effects[0]).toMatchObject({ kind: 'document.put', write: { ifMatch: 'e1' } });
    expect(promisesOf(effects)[0]?.document).toMatchObject({ state: 'kept', doneAt: at });
  });

  test('reminded or broken it becomes an alarm, without touching the timer that fires', () => {
    const near = withReminder(sampleCase(), 'review', openedAt + 20 * hourMs);
    const broken = withBreach(near, 'review', reviewDuty.dueAt);

    const first = caseChange(stored(), near);
    const second = caseChange(stored(near), broken);

    expect([...timersOf(first), ...timersOf(second)]).toEqual([]);
    expect(promisesOf(first)[0]?.indexes).toMatchObject({ alarm: reviewDuty.dueAt });
    expect(promisesOf(second)[0]?.indexes).toMatchObject({ alarm: reviewDuty.dueAt });
    expect(promisesOf(second)[0]?.indexes).not.toHaveProperty('running');
  });

  test('the shopper’s own duty has timers, but the shop promised nothing', () => {
    const asked = { ...reviewDuty, what: 'answer', phase: 'answer' } as const;

    const effects = caseChange(stored(), sampleCase({ deadlines: [reviewDuty, asked] }));

    expect(timersOf(effects)).toHaveLength(2);
    expect(promisesOf(effects)).toEqual([]);
  });
});

describe('a new case for which no day was promised', () => {
  const undated = sampleCase({ deadlines: [] });
  const at = openedAt + hourMs;
  const step = (before: AftersalesCase, given: Pick<GivenMove, 'move' | 'by'>) => {
    const result = moveCase(before, { at, owner, ...given }, () => at);
    if (result.kind === 'refused') throw new Error('refused');
    return promisesOf(caseChange(stored(before), result.after));
  };

  test('is an alarm at once, and one with a day is none', () => {
    const alarm = { id: 'AX-2345-6789:new', indexes: { alarm: openedAt } };

    expect(promisesOf(caseChange(null, undated))).toMatchObject([
      { ...alarm, document: { isNew: true, label: '退货', state: 'running', doneAt: null } },
    ]);
    expect(promisesOf(caseChange(null, sampleCase())).map(({ id }) => id)).toEqual([
      'AX-2345-6789:review',
    ]);
  });

  test('is none any more by the first move of the staff, and by withdrawing', () => {
    const moves = [
      step(undated, { move: 'assign', by: agent }),
      step(undated, { move: 'withdraw', by: shopper }),
    ];

    for (const [alarm] of moves) {
      expect(alarm).toMatchObject({ id: 'AX-2345-6789:new', document: { doneAt: at } });
      expect(alarm?.indexes).not.toHaveProperty('alarm');
    }
  });

  test('stays one while only the order system and the shopper do something', () => {
    const submitted = withService(undated, 'F1', at);
    const waiting = { ...submitted, status: 'waiting_for_shopper' } as const;

    const answered = step(waiting, { move: 'answer', by: shopper });

    expect(isUnseen(submitted)).toBe(true);
    expect(answered).toEqual([]);
  });
});

describe('marks', () => {
  test('each is made once, and a reminder not after the end', () => {
    const near = withReminder(sampleCase(), 'review', openedAt + 20 * hourMs);
    const broken = withBreach(near, 'review', reviewDuty.dueAt);

    expect(withReminder(near, 'review', openedAt + 21 * hourMs)).toBe(near);
    expect(withBreach(broken, 'review', reviewDuty.dueAt + 1)).toBe(broken);
    expect(withReminder(sampleCase(), 'review', reviewDuty.dueAt)).toEqual(sampleCase());
    expect(broken.history.map(({ what }) => what)).toEqual([
      'opened',
      'reminded:review',
      'breached:review',
    ]);
  });

  test('the order system’s number does not undo what a person decided meanwhile', () => {
    const decided = sampleCase({ status: 'decided' });

    expect(withService(decided, 'F1', openedAt)).toMatchObject({
      status: 'decided',
      serviceId: 'F1',
    });
    expect(withService(sampleCase(), 'F1', openedAt).status).toBe('reviewing');
  });
});

test('a case of an earlier version is read with what it did not know', () => {
  const { toCome, attachments, ownerId, verdict, ...old } = sampleCase();
  const deadlines = old.deadlines.map(({ phase, madeAt, ...duty }) => duty);
  const document = { ...old, status: 'in_progress', deadlines } as unknown as Json;

  const { aftersalesCase } = storedCase({ id: old.caseId, document, etag: 'e1' });

  expect(aftersalesCase).toEqual(sampleCase({ status: 'in_progress' }));
  expect([toCome, attachments, ownerId, verdict]).toEqual([[], [], null, null]);
});

test('a case is found by owner and by what is due first, but not once it is closed', () => {
  const open = caseWrite(sampleCase(), null).indexes;
  const closed = caseWrite(sampleCase({ status: 'closed' }), null).indexes;

  expect(open).toMatchObject({ due: reviewDuty.dueAt, status: `opened:${openedAt}` });
  expect(closed).not.toHaveProperty('due');
});
