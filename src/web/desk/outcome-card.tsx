import type { OutcomeCard as Outcome } from '../../api/cards.ts';
import { FactList } from './fact-list.tsx';
import { dateText, outcomeNames, proofNames } from './zh.ts';

type Proof = NonNullable<Outcome['checklist']>[number];

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
      <Checklist entries={outcome.checklist ?? []} />
    </div>
  );
}

const proofChips: Readonly<Record<Proof['state'], string>> = {
  there: 'chip-wants',
  missing: 'chip-danger',
  keep: '',
};

/** What proves the matter, as the shopper was told it. */
function Checklist({ entries }: { readonly entries: readonly Proof[] }) {
  if (entries.length === 0) return null;
  return (
    <ul className="proofs" aria-label="证据清单">
      {entries.map(({ label, state, text }) => (
        <li key={label}>
          <span className={`chip ${proofChips[state]}`}>{proofNames[state]}</span>
          <span>
            <b>{label}</b>
            <span className="note">{text}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
