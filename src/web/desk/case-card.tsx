import type { CaseCard as Case } from '../../api/cards.ts';
import { useNow } from './use-now.ts';
import { deadlineStates, dueText, momentText } from './zh.ts';

/** A deadline this near is worth a colour. */
const soonMs = 2 * 3_600_000;

/** A case as it was told last, with the clocks that run. */
export function CaseCard({ case: opened }: { readonly case: Case }) {
  const now = useNow(30_000);
  const { caseId, kindText, statusText, subject, openedAt, deadlines } = opened;
  return (
    <div className="card">
      <h3>
        {kindText} {caseId}
        <span className="chip chip-wants">{statusText}</span>
      </h3>
      <p>{subject}</p>
      <p className="note">{momentText(Date.parse(openedAt), now)} 开单</p>
      <DeadlineList deadlines={deadlines} now={now} />
    </div>
  );
}

interface DeadlineListProps {
  readonly deadlines: Case['deadlines'];
  readonly now: number;
}

/** Who owes what until when. */
export function DeadlineList({ deadlines, now }: DeadlineListProps) {
  if (deadlines.length === 0) return null;
  return (
    <ul className="deadlines" aria-label="时限">
      {deadlines.map((deadline) => (
        <Deadline key={deadline.what} deadline={deadline} now={now} />
      ))}
    </ul>
  );
}

interface DeadlineProps {
  readonly deadline: Case['deadlines'][number];
  readonly now: number;
}

function Deadline({ deadline: { text, dueAt, state }, now }: DeadlineProps) {
  const due = Date.parse(dueAt);
  const isLate = state === 'breached' || (state === 'running' && due < now);
  const isSoon = state === 'running' && due - now < soonMs;
  return (
    <li className="deadline">
      <span>{text}</span>
      <span className={`chip tabular ${isLate ? 'chip-danger' : isSoon ? 'chip-wait' : ''}`}>
        {state === 'running' ? dueText(due, now) : deadlineStates[state]}
      </span>
      <span className="note">{momentText(due, now)} 前</span>
    </li>
  );
}
