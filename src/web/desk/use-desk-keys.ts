import type { HandoffRow, HeldRow } from '../../api/desk.ts';
import type { ClaimAct } from './use-claim.ts';
import { altLetter, useKeys } from './use-keys.ts';

interface DeskKeys {
  readonly waiting: readonly HandoffRow[];
  readonly mine: readonly HeldRow[];
  readonly selected: string | null;
  readonly claim: ClaimAct;
  readonly open: (conversationId: string) => void;
}

/** Alt+N claims who waits longest, Alt+J and Alt+K walk through one's own, Alt+R goes back to the box. */
export function useDeskKeys({ waiting, mine, selected, claim, open }: DeskKeys): void {
  const walk = (step: number) => {
    const next = neighbour(
      mine.map(({ conversationId }) => conversationId),
      selected,
      step,
    );
    if (next !== null) open(next);
  };
  useKeys((press) => {
    switch (altLetter(press)) {
      case 'N':
        if (waiting[0] !== undefined) claim.start(waiting[0].conversationId);
        return true;
      case 'J':
        walk(1);
        return true;
      case 'K':
        walk(-1);
        return true;
      case 'R':
        document.querySelector<HTMLTextAreaElement>('.compose textarea')?.focus();
        return true;
      default:
        return false;
    }
  });
}

/** The next one in a ring; the first or the last where none is chosen. */
export function neighbour(
  ids: readonly string[],
  selected: string | null,
  step: number,
): string | null {
  const at = selected === null ? -1 : ids.indexOf(selected);
  const from = at === -1 && step < 0 ? 0 : at;
  return ids[(from + step + ids.length) % ids.length] ?? null;
}
