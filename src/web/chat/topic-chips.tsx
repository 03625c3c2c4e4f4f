import type { JSX } from 'preact';
import { topics } from './zh.ts';

/** The questions most shoppers come with, one tap each. */
export function TopicChips({ onAsk }: { readonly onAsk: (question: string) => void }): JSX.Element {
  return (
    <ul class="topics" aria-label="常见问题">
      {topics.map(({ label, question }) => (
        <li key={label}>
          <button type="button" class="chip" title={question} onClick={() => onAsk(question)}>
            {label}
          </button>
        </li>
      ))}
    </ul>
  );
}
