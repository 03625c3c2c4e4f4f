import type { JSX } from 'preact';
import type { OutcomeCard } from '../../api/cards.ts';
import type { WireCitation } from '../shared/wire.ts';
import { CitationList } from './citation-list.tsx';
import { OutcomeIcon } from './icons.tsx';
import { NewestTag, OlderCard } from './older-card.tsx';
import { dayNamed, daysLeftText, dayText } from './shop-days.ts';
import { outcomeWords, proofsTitle, proofWords } from './zh.ts';

interface OutcomeViewProps {
  readonly outcome: OutcomeCard;
  readonly citations: readonly WireCitation[];
  readonly now: number;
  /** A newer decision of the same matter stands below, or this is the newest of several. */
  readonly age: 'older' | 'newest' | 'only';
}

/** What was decided, why, by which clauses, and which days to keep. */
export function OutcomeView(props: OutcomeViewProps): JSX.Element {
  const { outcome, age } = props;
  if (age !== 'older') return <WholeOutcome {...props} />;
  return (
    <OlderCard line={`之前的结论：${outcome.title}`}>
      <WholeOutcome {...props} />
    </OlderCard>
  );
}

function WholeOutcome({ outcome, citations, now, age }: OutcomeViewProps): JSX.Element {
  const { status, title, reason, lines, dates, nearMiss } = outcome;
  return (
    <section class={`fact-card outcome outcome-${status}`} aria-label={`结论：${title}`}>
      <header class="fact-head">
        <span class="sign">
          <OutcomeIcon status={status} />
        </span>
        <span class="fact-names">
          <span class="state-word">{outcomeWords[status]}</span>
          <strong>{title}</strong>
        </span>
        {age === 'newest' && <NewestTag />}
      </header>
      {reason !== '' && <p class="outcome-reason">{reason}</p>}
      {nearMiss.length > 0 && <NearMisses texts={nearMiss} />}
      {lines.length + dates.length > 0 && (
        <dl class="facts">
          {lines.map(({ label, value }, index) => (
            <div key={index}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          {dates.map(({ label, date }, index) => (
            <DayLine key={index} label={label} day={dayNamed(date) ?? ''} now={now} />
          ))}
        </dl>
      )}
      <Checklist entries={outcome.checklist ?? []} />
      {citations.length > 0 && <CitationList citations={citations} />}
    </section>
  );
}

/** What proves the matter, the things that are missing as easy to find as those that are there. */
function Checklist(props: { readonly entries: NonNullable<OutcomeCard['checklist']> }) {
  const { entries } = props;
  if (entries.length === 0) return null;
  return (
    <div class="proofs">
      <p>{proofsTitle(entries)}</p>
      <ul>
        {entries.map(({ label, state, text }, index) => (
          <li key={index} class={`proof proof-${state}`}>
            <span class="proof-state">{proofWords[state]}</span>
            <span class="proof-words">
              <strong>{label}</strong>
              <span>{text}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function DayLine(props: { readonly label: string; readonly day: string; readonly now: number }) {
  const { label, day, now } = props;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <time dateTime={day}>{dayText(day, now)}</time>
        <span class="left">{daysLeftText(day, now)}</span>
      </dd>
    </div>
  );
}

function NearMisses({ texts }: { readonly texts: readonly string[] }): JSX.Element {
  return (
    <div class="near-miss">
      <p>差在哪里</p>
      <ul>
        {texts.map((text, index) => (
          <li key={index}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
