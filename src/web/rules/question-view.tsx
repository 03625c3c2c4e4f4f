import type { JSX } from 'preact';
import type { RuleQuestion } from '../../api/rules.ts';
import { Choices } from '../cards/choices.tsx';
import { DayInput } from '../cards/day-input.tsx';
import { dayOf } from '../cards/shop-days.ts';
import { MeasureInput } from './measure-input.tsx';
import { StepTitle } from './step-title.tsx';
import { unsure } from './zh.ts';

interface QuestionViewProps {
  readonly question: RuleQuestion;
  /** What was answered before, while it is being changed. */
  readonly before: string | null;
  readonly now: number;
  readonly takesFocus: boolean;
  readonly onAnswer: (value: string) => void;
}

/** One question; who cannot tell says so. */
export function QuestionView(props: QuestionViewProps): JSX.Element {
  const { question, takesFocus, onAnswer } = props;
  return (
    <section class="question" aria-label={question.label}>
      <StepTitle takesFocus={takesFocus}>{question.ask}</StepTitle>
      <AnyInput {...props} />
      <button type="button" class="quiet-button unsure" onClick={() => onAnswer('')}>
        {unsure}
      </button>
    </section>
  );
}

/** The first day that can be picked: older purchases have no period that still runs. */
const firstDay = '2015-01-01';

function AnyInput({ question, before, now, onAnswer }: QuestionViewProps): JSX.Element {
  const today = dayOf(now);
  switch (question.type) {
    case 'choice': {
      const choices = (question.choices ?? []).map(({ value, label }) => ({
        value: String(value),
        label,
      }));
      const choose = (_label: string, value: string) => onAnswer(value);
      return <Choices choices={choices} isLive tapped={before} onChoose={choose} />;
    }
    case 'date':
      return (
        <>
          <DayInput min={firstDay} max={today} now={now} onPick={onAnswer} />
          {question.notYet === true && (
            <button type="button" class="quiet-button unsure" onClick={() => onAnswer(today)}>
              还没有
            </button>
          )}
        </>
      );
    case 'amount':
    case 'weight':
      return <MeasureInput type={question.type} label={question.label} onAnswer={onAnswer} />;
  }
}
