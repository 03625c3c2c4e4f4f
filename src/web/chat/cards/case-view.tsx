import type { JSX } from 'preact';
import type { CaseCard } from '../../../api/cards.ts';
import { ClockIcon, TickIcon, WarningIcon } from '../../cards/icons.tsx';
import { NewestTag, OlderCard } from '../../cards/older-card.tsx';
import { dayNamed, dayText, momentText, timeLeftText } from '../../cards/shop-days.ts';
import { CaseNumber } from './case-number.tsx';
import { deadlineWords } from './zh.ts';

interface CaseViewProps {
  readonly card: CaseCard;
  readonly now: number;
  readonly age: 'older' | 'newest' | 'only';
}

/** The case as it stands: its number, and who owes what until when. */
export function CaseView(props: CaseViewProps): JSX.Element {
  const { card, age } = props;
  if (age !== 'older') return <WholeCase {...props} />;
  return (
    <OlderCard line={`售后单 ${card.caseId} 之前的进度：${card.statusText}`}>
      <WholeCase {...props} />
    </OlderCard>
  );
}

function WholeCase({ card, now, age }: CaseViewProps): JSX.Element {
  const { caseId, kindText, statusText, subject, openedAt, deadlines, turn, turnText } = card;
  const opened = dayNamed(openedAt);
  return (
    <section class="fact-card" aria-label={`售后单 ${caseId}`}>
      <header class="fact-head">
        <span class="fact-names">
          <span class="case-kind">{kindText}售后单</span>
          <strong>{statusText}</strong>
        </span>
        {age === 'newest' && <NewestTag />}
      </header>
      <CaseNumber caseId={caseId} />
      <dl class="facts">
        {subject !== '' && (
          <div>
            <dt>商品</dt>
            <dd>{subject}</dd>
          </div>
        )}
        {opened !== null && (
          <div>
            <dt>提交</dt>
            <dd>{dayText(opened, now)}</dd>
          </div>
        )}
      </dl>
      {turnText && <p class={`case-turn case-turn-${turn}`}>{turnText}</p>}
      {deadlines.length > 0 && (
        <ul class="deadlines" aria-label="处理时限">
          {deadlines.map((deadline, index) => (
            <DeadlineLine key={index} deadline={deadline} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
}

function DeadlineLine(props: {
  readonly deadline: CaseCard['deadlines'][number];
  readonly now: number;
}): JSX.Element {
  const { text, dueAt, state } = props.deadline;
  const at = Date.parse(dueAt);
  return (
    <li class={`deadline deadline-${state}`}>
      <DeadlineIcon state={state} />
      <span class="deadline-words">
        {text}
        <small>
          <time dateTime={dueAt}>{momentText(at, props.now)}</time> 前
        </small>
      </span>
      <span class="left">
        {state === 'running' ? timeLeftText(at, props.now) : deadlineWords[state]}
      </span>
    </li>
  );
}

function DeadlineIcon({ state }: Pick<CaseCard['deadlines'][number], 'state'>): JSX.Element {
  if (state === 'breached') return <WarningIcon />;
  return state === 'kept' ? <TickIcon /> : <ClockIcon />;
}
