import type { PromiseList, PromiseView } from '../../api/promises.ts';
import { useNow } from './use-now.ts';
import { dueText, momentText, shopperName } from './zh.ts';

interface AlarmListProps {
  readonly alarms: PromiseList | undefined;
  readonly selected: string | null;
  readonly onSelect: (conversationId: string) => void;
}

/** What was promised and is near its end, or past it and not done; new cases, and what shoppers sent for theirs. */
export function AlarmList({ alarms, selected, onSelect }: AlarmListProps) {
  const now = useNow(30_000);
  const promises = alarms?.promises ?? [];
  if (promises.length === 0) return null;
  return (
    <section className="list list-alarms" aria-label="到期提醒">
      <div className="list-head">
        <h2>
          到期提醒<span className="count">{promises.length}</span>
        </h2>
      </div>
      <ul>
        {promises.map((one) => (
          <li key={one.promiseId}>
            <button
              type="button"
              className="place-row"
              aria-current={one.conversationId === selected}
              onClick={() => onSelect(one.conversationId)}
            >
              <span className="row-line">
                <span className="row-name">{nameOf(one)}</span>
                <DueChip promise={one} now={now} />
              </span>
              <span className="row-line">
                <span className="row-preview">
                  {one.isNew ? `新的售后单：${one.label}` : one.label}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const nameOf = ({ caseId, conversationId }: PromiseView) => caseId ?? shopperName(conversationId);

/** How long there is, or has been; of what waits to be looked at, since when. */
export function DueChip({ promise, now }: { readonly promise: PromiseView; readonly now: number }) {
  if (promise.isAnswer || promise.isNew)
    return <span className="chip chip-wants">{momentText(Date.parse(promise.madeAt), now)}</span>;
  const isBroken = promise.state === 'breached';
  return (
    <span className={`chip tabular ${isBroken ? 'chip-danger' : 'chip-wait'}`}>
      {dueText(Date.parse(promise.dueAt), now)}
    </span>
  );
}
