import { useState } from 'react';
import type { CaseView } from '../../api/cases.ts';
import { CaseFilterRow } from './case-filter-row.tsx';
import { type CaseListFilter, openCases } from './case-list-filter.ts';
import { useCaseList } from './desk-queries.ts';
import { Trouble } from './trouble.tsx';
import { useNow } from './use-now.ts';
import { dueText, momentText } from './zh.ts';
import { statusNames, turnNames } from './zh-cases.ts';

interface CaseListProps {
  readonly selected: string | null;
  readonly onSelect: (conversationId: string) => void;
}

/** The cases of all conversations: which there are, whose move each is, and until when. */
export function CaseList({ selected, onSelect }: CaseListProps) {
  const [filter, setFilter] = useState<CaseListFilter>(openCases);
  const now = useNow(30_000);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useCaseList(filter);
  const rows = data?.pages.flatMap(({ cases }) => cases) ?? [];
  return (
    <section className="list list-cases" aria-label="售后单列表">
      <div className="list-head">
        <h2>
          售后单
          <span className="count">
            {rows.length}
            {hasNextPage && '+'}
          </span>
        </h2>
      </div>
      <CaseFilterRow filter={filter} onChange={setFilter} />
      {error !== null && <Trouble error={error} onRetry={() => void refetch()} />}
      {data !== undefined && rows.length === 0 && !hasNextPage && (
        <div className="empty">
          <b>没有符合的售后单</b>
          <span>换一个条件再看看。</span>
        </div>
      )}
      <ul>
        {rows.map((one) => (
          <CaseRow
            key={one.caseId}
            case={one}
            now={now}
            isSelected={one.conversationId === selected}
            onSelect={onSelect}
          />
        ))}
      </ul>
      {hasNextPage && (
        <button
          type="button"
          className="button list-more"
          aria-disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          再看一些
        </button>
      )}
    </section>
  );
}

interface CaseRowProps extends Pick<CaseListProps, 'onSelect'> {
  readonly case: CaseView;
  readonly now: number;
  readonly isSelected: boolean;
}

function CaseRow({ case: one, now, isSelected, onSelect }: CaseRowProps) {
  const { caseId, title, status, turn, subject, ownerId, openedAt, conversationId } = one;
  return (
    <li>
      <button
        type="button"
        className="place-row"
        aria-current={isSelected}
        onClick={() => onSelect(conversationId)}
      >
        <span className="row-line">
          <span className="row-name">
            {title} <span className="tabular">{caseId}</span>
          </span>
          <span className="chip chip-wants">{statusNames[status]}</span>
        </span>
        <span className="row-line">
          <span className="row-preview">
            {turnNames[turn]} · {subject}
          </span>
          <NextDue case={one} now={now} />
        </span>
        <span className="row-line">
          <span className="row-preview">
            {ownerId === null ? '还没有人跟进' : `${ownerId} 跟进`} ·{' '}
            {momentText(Date.parse(openedAt), now)} 开单
          </span>
        </span>
      </button>
    </li>
  );
}

/** How long there is until the first day that is owed, or has been since. */
function NextDue({ case: { deadlines, status }, now }: Pick<CaseRowProps, 'case' | 'now'>) {
  const open = deadlines.filter(({ state }) => state === 'running' || state === 'breached');
  if (status === 'closed' || open.length === 0) return null;
  const due = Math.min(...open.map(({ dueAt }) => Date.parse(dueAt)));
  return (
    <span className={`chip tabular ${due < now ? 'chip-danger' : 'chip-wait'}`}>
      {dueText(due, now)}
    </span>
  );
}
