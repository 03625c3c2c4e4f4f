import type { CaseView } from '../api/cases.ts';
import { awaitedDuties, turnOf } from '../cases/case.ts';
import type { StoredCase } from '../cases/case-document.ts';
import { movesFor } from '../cases/case-moves.ts';
import { familyOf } from '../cases/verdict.ts';
import type { LinkFile } from './desk-wire.ts';

/** A case as staff see it; `role`: whose moves are offered, `null`: nobody's. */
export async function caseView(
  { aftersalesCase, etag }: StoredCase,
  role: 'agent' | 'supervisor' | null,
  linkFile: LinkFile,
): Promise<CaseView> {
  // The shopper is found by the conversation; a case on the wire does not name them.
  const { shopperId: _unnamed, toCome, answer, ...one } = aftersalesCase;
  return {
    ...one,
    openedAt: iso(one.openedAt),
    family: familyOf(one.kind),
    turn: turnOf(one),
    deadlines: one.deadlines.map(({ what, label, dueAt, state, phase }) => ({
      what,
      label,
      dueAt: iso(dueAt),
      state,
      by: phase === 'answer' ? 'shopper' : 'shop',
    })),
    later: awaitedDuties({ ...one, toCome }).map(({ what, label, since, from, period }) => ({
      what,
      label,
      since,
      from,
      length: period.length,
      unit: period.unit,
    })),
    history: one.history.map(({ at, what, by, note }) => ({
      at: iso(at),
      what,
      by: by ?? null,
      note: note ?? null,
    })),
    attachments: await Promise.all(
      one.attachments.map(async (file) => ({ ...file, url: await linkFile(file.fileId) })),
    ),
    answeredAt: answer === null ? null : iso(answer.at),
    etag,
    moves: role === null ? [] : movesFor(one, role),
  };
}

const iso = (ms: number) => new Date(ms).toISOString();
