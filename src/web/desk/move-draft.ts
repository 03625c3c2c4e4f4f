import type { CaseMoveBody, CaseMoveName, CaseView } from '../../api/cases.ts';
import { moveForms } from './zh-cases.ts';

/** What an agent has filled in before a move, as it stands in the fields. */
export interface MoveDraft {
  readonly note: string;
  /** Of the agent's own time zone, as the browser's field writes it: `2026-11-27T18:00`. */
  readonly due: string;
  readonly result: 'granted' | 'partly' | 'refused' | null;
  readonly yuan: string;
  readonly ground: string;
}

export const emptyMove: MoveDraft = { note: '', due: '', result: null, yuan: '', ground: '' };

/** What is sent; `null` while something that the move needs is missing or no sum. */
export function moveBody(
  move: CaseMoveName,
  family: CaseView['family'],
  draft: MoveDraft,
): CaseMoveBody | null {
  const form = moveForms[move];
  const note = draft.note.trim();
  const dueAt = draft.due === '' ? Number.NaN : new Date(draft.due).getTime();
  const verdict = form.hasVerdict ? verdictIn(draft, family) : undefined;
  const isMissing =
    (form.note === 'needed' && note === '') || (form.due === 'needed' && Number.isNaN(dueAt));
  if (isMissing || verdict === null) return null;
  return {
    ...(note === '' ? {} : { note }),
    ...(Number.isNaN(dueAt) ? {} : { dueAt: new Date(dueAt).toISOString() }),
    ...(verdict === undefined ? {} : { verdict }),
  };
}

function verdictIn({ result, yuan, ground }: MoveDraft, family: CaseView['family']) {
  if (result === null) return null;
  if (family === 'claim' && result !== 'refused') {
    const amountFen = fenOf(yuan);
    return amountFen === null ? null : { result, amountFen };
  }
  if (family !== 'privacy' || result !== 'refused') return { result };
  return ground.trim() === '' ? null : { result, ground: ground.trim() };
}

/** 12.5 → 1250, without a detour through fractions. */
function fenOf(yuan: string): number | null {
  const [, whole, part = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(yuan.trim()) ?? [];
  return whole === undefined ? null : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}
