import type { JSX } from 'preact';
import type { Chat } from './chat.ts';

interface FeedbackProps {
  readonly answerId: string;
  /** What the log has, or what was tapped since; `null`: nothing yet. */
  readonly opinion: boolean | null;
  readonly chat: Pick<Chat, 'judge'>;
}

const opinions = [
  { useful: true, label: '有用' },
  { useful: false, label: '没用' },
] as const;

/** Asks, without asking aloud, whether an answer helped. The other button changes the opinion. */
export function Feedback({ answerId, opinion, chat }: FeedbackProps): JSX.Element {
  return (
    <fieldset class="feedback">
      <legend class="unseen">这个回答</legend>
      {opinions.map(({ useful, label }) => (
        <button
          key={label}
          type="button"
          class="feedback-button"
          aria-pressed={opinion === useful}
          onClick={() => opinion === useful || chat.judge(answerId, useful)}
        >
          {label}
        </button>
      ))}
      {opinion !== null && <span class="feedback-thanks">已记下</span>}
    </fieldset>
  );
}
