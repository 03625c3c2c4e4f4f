import type { OutcomeCard as Outcome } from '../../api/cards.ts';
import { FactList } from './fact-list.tsx';
import { dateText, outcomeNames } from './zh.ts';

const chipClasses: Readonly<Record<Outcome['status'], string>> = {
  granted: 'chip-wants',
  partly: 'chip-wait',
  refused: 'chip-danger',
  person: 'chip-wait',
  missing: '',
};

/** What was decided, why, and what stands in the way. */
export function OutcomeCard({ outcome }: { readonly outcome: Outcome }) {
  const { status, title, reason, lines, dates, nearMiss } = outcome;
  const days = dates.map(({ label, date }) => ({ label, value: dateText(date) }));
  return (
    <div className="card">
      <h3>
        {title}
        <span className={`chip ${chipClasses[status]}`}>{outcomeNames[status]}</span>
      </h3>
      <p>{reason}</p>
      {nearMiss.map((text) => (
        <p key={text} className="near-miss">
          {text}
        </p>
      ))}
      <FactList facts={[...lines, ...days]} />
    </div>
  );
}
