import type { JSX } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { dayText, quickDays } from './shop-days.ts';
import { useKeptInSight } from './use-kept-in-sight.ts';

interface DayInputProps {
  readonly min: string;
  readonly max: string;
  readonly now: number;
  readonly onPick: (day: string) => void;
}

/** A day within its limits: the usual ones by one tap, any other by the browser's own calendar. */
export function DayInput({ min, max, now, onPick }: DayInputProps): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const root = useKeptInSight<HTMLFormElement>([problem]);
  const [inputId, problemId] = [useId(), useId()];

  const send = () => {
    const day = field.current?.value ?? ''; // empty as well when only a part of it was typed
    if (day === '') setProblem('日期不完整，请选择年、月、日。');
    else if (day < min || day > max) {
      setProblem(`请选择${dayText(min, now)}到${dayText(max, now)}之间的日期。`);
    } else onPick(day);
  };

  return (
    <form
      class="ask-card"
      ref={root}
      noValidate
      aria-label="选择日期"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <QuickDays min={min} max={max} now={now} onPick={onPick} />
      <label for={inputId}>其他日期</label>
      <div class="ask-line">
        <input
          id={inputId}
          ref={field}
          type="date"
          class="field"
          min={min}
          max={max}
          aria-invalid={problem !== null}
          aria-describedby={problemId}
          onInput={() => setProblem(null)}
        />
        <button type="submit" class="solid-button">
          确定
        </button>
      </div>
      <p id={problemId} class="problem" role="alert">
        {problem}
      </p>
    </form>
  );
}

function QuickDays(props: DayInputProps): JSX.Element | null {
  const days = quickDays(props.now, props);
  if (days.length === 0) return null;
  return (
    <ul class="quick-days" aria-label="常用日期">
      {days.map(({ label, day }) => (
        <li key={day}>
          <button type="button" class="chip" onClick={() => props.onPick(day)}>
            {label}
            <span class="unseen">，{dayText(day, props.now)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
