import type { HeldList as Held, HeldRow } from '../../api/desk.ts';
import { TalkIcon } from './icons.tsx';
import { UrgencyChip } from './urgency-chip.tsx';
import { clockText, shopperName } from './zh.ts';

interface HeldListProps {
  readonly held: Held | undefined;
  readonly selected: string | null;
  readonly onSelect: (conversationId: string) => void;
}

/** The conversations that are the agent's. */
export function HeldList({ held, selected, onSelect }: HeldListProps) {
  const rows = held?.conversations ?? [];
  return (
    <section className="list list-mine" aria-label="我的会话">
      <div className="list-head">
        <h2>
          我的会话<span className="count">{rows.length}</span>
        </h2>
      </div>
      {held && rows.length === 0 && (
        <div className="empty">
          <TalkIcon />
          <b>还没有接入会话</b>
          <span>从下面接入一位顾客，会话就会出现在这里。</span>
        </div>
      )}
      <ul>
        {rows.map((row) => (
          <HeldItem
            key={row.conversationId}
            row={row}
            isSelected={row.conversationId === selected}
            onSelect={onSelect}
          />
        ))}
      </ul>
    </section>
  );
}

interface HeldItemProps extends Pick<HeldListProps, 'onSelect'> {
  readonly row: HeldRow;
  readonly isSelected: boolean;
}

function HeldItem({ row, isSelected, onSelect }: HeldItemProps) {
  const { conversationId, urgency, wants, preview, isUnanswered, lastAt } = row;
  return (
    <li>
      <button
        type="button"
        className="place-row"
        aria-current={isSelected}
        onClick={() => onSelect(conversationId)}
      >
        <span className="row-line">
          <span className="row-name">{shopperName(conversationId)}</span>
          {isUnanswered ? (
            <span className="chip chip-danger">待回复</span>
          ) : (
            <time className="note tabular" dateTime={lastAt}>
              {clockText(Date.parse(lastAt))}
            </time>
          )}
        </span>
        <span className="row-line">
          <UrgencyChip urgency={urgency} />
          {wants !== null && <span className="chip chip-wants">{wants}</span>}
          <span className="row-preview">{preview ?? '还没有说话'}</span>
        </span>
      </button>
    </li>
  );
}
