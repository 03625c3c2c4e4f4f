import type { TurnContext } from 'botbuilder-core';
import { answerCase } from '../src/cases/answer-case.ts';
import { caseChange } from '../src/cases/case-change.ts';
import type { StoredCase } from '../src/cases/case-document.ts';
import type { DueOf } from '../src/cases/move-case.ts';
import { deadlineOf } from '../src/policy/deadline/deadline.ts';
import { periodRuleFor } from '../src/policy/deadline/period-rules.ts';
import { sayCase } from './say-case.ts';
import { type Turn, turnOf } from './turn.ts';

/** 补充一下：尺码是L says itself what it is. */
const saysSo = /^(?:这是|这个是|我来?|给您?|给你)?(?:补充|补一下|补上|补发|补的)/u;

export function isSupplement({ said }: Turn): boolean {
  return said.choice === null && saysSo.test(said.text);
}

/**
 * Takes what the shopper sent for their case: the one that waits for them, and files for any that is open. It lands with
 * the turn's commit, in the case, its history and the desk's alarms. Returns whether there was such a case.
 */
export async function takeForCase(context: TurnContext): Promise<boolean> {
  const turn = turnOf(context);
  const found = caseMeant(turn, await turn.casesHere());
  if (found === null) return false;
  const { aftersalesCase: before } = found;
  const files = (await turn.sentFiles()).filter(({ seq }) => seq === turn.seq);
  const answer = { seq: turn.seq, at: turn.now, label: turn.sentence('case.answer-waits') };
  const after = answerCase(before, answer, { files, dueOf: dueBy(turn) });
  const { caseId, subject } = after;
  turn.effects.push(...caseChange(found, after), {
    kind: 'audit',
    note: { actor: 'anxin', action: 'case.answer', subject: caseId },
  });
  turn.state = { ...turn.state, misses: 0 };
  const key = before.status === 'waiting_for_shopper' ? 'case.moved.answer' : 'case.sent';
  await sayCase(context, after, turn.sentence(key, { caseId, subject }));
  return true;
}

function caseMeant({ said }: Turn, cases: readonly StoredCase[]): StoredCase | null {
  const open = cases.filter(({ aftersalesCase }) => aftersalesCase.status !== 'closed');
  const waits = open.find(({ aftersalesCase }) => aftersalesCase.status === 'waiting_for_shopper');
  return waits ?? (said.files > 0 ? (open[0] ?? null) : null);
}

function dueBy({ rules }: Turn): DueOf {
  const { calendar, periodRules } = rules.policies;
  return ({ period }, from) =>
    deadlineOf(from, period, { calendar, rule: periodRuleFor(periodRules, period.anchor) }).dueAt;
}
