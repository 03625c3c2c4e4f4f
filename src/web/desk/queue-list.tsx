import type { HandoffList, HandoffRow } from '../../api/desk.ts';
import { QueueIcon } from './icons.tsx';
import { UrgencyChip } from './urgency-chip.tsx';
import type { ClaimAct } from './use-claim.ts';
import { Waiting } from './waiting.tsx';
import { shopperName } from './zh.ts';

interface QueueListProps {
  readonly queue: HandoffList | undefined;
  readonly selected: string | null;
  readonly claim: ClaimAct;
  readonly onSelect: (conversationId: string) => void;
}

/** Who waits for a person, in serving order. */
export function QueueList({ queue, selected, claim, onSelect }: QueueListProps) {
  const rows = queue?.handoffs ?? [];
  return (
    <section className="list list-waiting" aria-label="等待接入">
      <div className="list-head">
        <h2>
          等待接入
          <span className="count">
            {rows.length}
            {queue?.next !== undefined && '+'}
          </span>
        </h2>
        {rows.length > 0 && (
          <span className="keys-hint">
            <kbd>Alt</kbd>+<kbd>N</kbd> 接入下一位
          </span>
        )}
      </div>
      {queue && rows.length === 0 && (
        <div className="empty">
          <QueueIcon />
          <b>没有人在等</b>
          <span>顾客说“转人工”后会出现在这里，点“接入”就能回复。</span>
        </div>
      )}
      <ul>
        {rows.map((row) => (
          <QueueRow
            key={row.conversationId}
            row={row}
            isSelected={row.conversationId === selected}
            claim={claim}
            onSelect={onSelect}
          />
        ))}
      </ul>
    </section>
  );
}

interface QueueRowProps extends Pick<QueueListProps, 'claim' | 'onSelect'> {
  readonly row: HandoffRow;
  readonly isSelected: boolean;
}

function QueueRow({ row, isSelected, claim, onSelect }: QueueRowProps) {
  const { conversationId, place, waitingSince, urgency, wants, preview } = row;
  const name = shopperName(conversationId);
  return (
    <li className="waiting-row">
      <button
        type="button"
        className="place-row"
        aria-current={isSelected}
        onClick={() => onSelect(conversationId)}
      >
        <span className="row-line">
          <span className="row-name">
            <span className="tabular">{place}.</span> {name}
          </span>
          <Waiting since={waitingSince} />
        </span>
        <span className="row-line">
          <UrgencyChip urgency={urgency} />
          {wants !== null && <span className="chip chip-wants">{wants}</span>}
          <span className="row-preview">{preview ?? '还没有说话'}</span>
        </span>
      </button>
      <button
        type="button"
        className="button button-solid"
        aria-label={`接入${name}`}
        aria-disabled={claim.isPending}
        onClick={() => claim.start(conversationId)}
      >
        接入
      </button>
    </li>
  );
}
