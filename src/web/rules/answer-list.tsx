import type { JSX } from 'preact';
import { type Answered, answerText } from './answers.ts';

/** What was answered so far; each can be changed. */
export function AnswerList(props: {
  readonly answered: readonly Answered[];
  readonly now: number;
  readonly changing: string | null;
  readonly onChange: (fact: string) => void;
}): JSX.Element {
  const { answered, now, changing, onChange } = props;
  return (
    <section class="answered" aria-label="您的回答">
      <h3>您的回答</h3>
      <ul>
        {answered.map((one) => {
          const { fact, label } = one.question;
          return (
            <li key={fact}>
              <span class="answered-words">
                <small>{label}</small>
                {answerText(one, now)}
              </span>
              <button
                type="button"
                class="text-button"
                aria-label={`修改${label}`}
                disabled={fact === changing}
                onClick={() => onChange(fact)}
              >
                修改
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
