import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { wholeOf } from './answers.ts';
import { measures } from './zh.ts';

/** An amount in yuan or a weight in grams; what goes out is in fen or milligrams. */
export function MeasureInput(props: {
  readonly type: keyof typeof measures;
  readonly label: string;
  readonly onAnswer: (value: string) => void;
}): JSX.Element {
  const { type, label, onAnswer } = props;
  const { unit, problem } = measures[type];
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [inputId, problemId] = [useId(), useId()];
  const send = (event: Event) => {
    event.preventDefault();
    const whole = wholeOf(typed, type);
    if (whole === null) setWrong(true);
    else onAnswer(String(whole));
  };
  return (
    <form class="ask-card" noValidate onSubmit={send}>
      <label for={inputId}>
        {label}（{unit}）
      </label>
      <div class="ask-line">
        <input
          id={inputId}
          class="field"
          type="text"
          inputMode="decimal"
          autocomplete="off"
          value={typed}
          aria-invalid={isWrong}
          aria-describedby={problemId}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setWrong(false);
          }}
        />
        <button type="submit" class="solid-button">
          确定
        </button>
      </div>
      <p id={problemId} class="problem" role="alert">
        {isWrong && problem}
      </p>
    </form>
  );
}
