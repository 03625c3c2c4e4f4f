import type { GuardReply } from '../../api/guard.ts';
import { WireError } from '../shared/request.ts';
import { troubleText } from './zh.ts';

/** Longest reply the server takes, in characters. */
export const longestReply = 4000;

/** What the shopper wrote while the agent was writing. */
interface MissedMessage {
  readonly seq: number;
  readonly text: string | null;
}

export type Hindrance =
  /** The shopper has written meanwhile: read it, then send or change the text. */
  | {
      readonly kind: 'stale';
      readonly head: number;
      readonly messages: readonly MissedMessage[];
    }
  /** The conversation is not the agent's any more. */
  | { readonly kind: 'lost'; readonly say: string }
  | { readonly kind: 'refused'; readonly say: string }
  /** The guard objects to the text as it stands. */
  | { readonly kind: 'guarded'; readonly found: GuardReply };

/** What an agent is writing in one conversation. */
export interface Composition {
  readonly text: string;
  /** The suggestion it came from, however much it was edited since. */
  readonly suggestionId: string | null;
  /** `waiting`: no answer yet, the same message is sent again until there is one. */
  readonly phase: 'writing' | 'sending' | 'waiting';
  readonly hindrance: Hindrance | null;
}

export const emptyComposition: Composition = {
  text: '',
  suggestionId: null,
  phase: 'writing',
  hindrance: null,
};

/** The agent types. Who clears the box has let go of the suggestion. */
export function written(composition: Composition, text: string): Composition {
  const suggestionId = text.trim() === '' ? null : composition.suggestionId;
  const kind = composition.hindrance?.kind;
  const isSettled = kind === 'refused' || kind === 'guarded';
  return {
    ...composition,
    text,
    suggestionId,
    hindrance: isSettled ? null : composition.hindrance,
  };
}

/** The agent takes a suggestion over: it replaces what stood there. */
export function suggested(
  composition: Composition,
  { id, text }: { readonly id: string; readonly text: string },
): Composition {
  return { ...written(composition, text), suggestionId: id };
}

export function canSend({ text, phase }: Composition): boolean {
  return phase === 'writing' && text.trim() !== '' && text.length <= longestReply;
}

/** True where the same message may be sent again without asking: nobody has refused it. */
export function isWorthRepeating(error: unknown): boolean {
  return error instanceof WireError && [0, 429, 502, 503, 504].includes(error.status);
}

/** The server refused: the text stays, and the agent is told why. */
export function refused(composition: Composition, error: unknown): Composition {
  return { ...composition, phase: 'writing', hindrance: hindranceOf(error) };
}

function hindranceOf(error: unknown): Hindrance {
  const code = error instanceof WireError ? error.code : null;
  if (code === 'VIEW_STALE' && error instanceof WireError) return staleOf(error);
  if (code === 'REPLY_REFUSED' && error instanceof WireError) {
    // What the server says of REPLY_REFUSED.
    const found = error.details as GuardReply | null;
    if (found?.violations) return { kind: 'guarded', found };
  }
  const isLost = ['EPOCH_PASSED', 'HANDOFF_TAKEN', 'HANDOFF_NOT_QUEUED'].includes(code ?? '');
  return { kind: isLost ? 'lost' : 'refused', say: troubleText(error) };
}

function staleOf({ details }: WireError): Hindrance {
  const { head = 0, entries = [] } = (details ?? {}) as {
    // What the server says of VIEW_STALE; a page that is older than the server does without.
    readonly head?: number;
    readonly entries?: readonly MissedMessage[];
  };
  return { kind: 'stale', head, messages: entries };
}
