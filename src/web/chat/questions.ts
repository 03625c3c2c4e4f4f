import type { Pending } from '../shared/outbox.ts';
import type { Entry, Message } from './transcript.ts';

/** What the shopper gave in answer to a question; `choice` = the value of what was tapped. */
export interface Answer {
  readonly text: string;
  readonly choice: string | null;
}

/**
 * The last message that may still be answered by tapping, or null: a question belongs to the moment, so any word of
 * the shopper or an agent, and any newer question, closes it.
 */
export function liveQuestion(entries: readonly Entry[]): string | null {
  for (const entry of [...entries].reverse()) {
    if (entry.kind === 'notice') return null;
    if (isQuestion(entry)) return entry.id;
    if (entry.speaker !== 'bot') return null;
  }
  return null;
}

/** The shopper's next words after each question, those on their way included. */
export function findAnswers(
  entries: readonly Entry[],
  outbox: readonly Pending[],
): ReadonlyMap<string, Answer> {
  const answers = new Map<string, Answer>();
  let open: string | null = null;
  for (const entry of entries) {
    if (entry.kind === 'notice') continue;
    if (isQuestion(entry)) open = entry.id;
    else if (entry.speaker === 'shopper' && open !== null) {
      answers.set(open, { text: entry.text, choice: entry.choice });
      open = null;
    }
  }
  const [next] = outbox;
  if (open !== null && next) answers.set(open, { text: next.text, choice: next.choice ?? null });
  return answers;
}

function isQuestion({ choices, input }: Message): boolean {
  return choices.length > 0 || input !== null;
}
