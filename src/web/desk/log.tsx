import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { EntryView } from '../../api/desk.ts';
import { DownIcon } from './icons.tsx';
import { type LogRow, logRows } from './log-rows.ts';
import { MessageRow } from './message-row.tsx';
import { useLogKeys } from './use-log-keys.ts';

/** Nearer than this to the end counts as being there. */
const nearPx = 96;
/** A message of two lines; the real height is measured once it is drawn. */
const usualRowPx = 76;

/** The conversation's log: only what is seen is in the page, and it stays at its end unless the agent reads further up. */
export function Log({ entries }: { readonly entries: readonly EntryView[] }) {
  const frame = useRef<HTMLElement>(null);
  const rows = useMemo(() => logRows(entries, Date.now()), [entries]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => usualRowPx,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 6,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: nearPx,
    paddingStart: 8,
    paddingEnd: 12,
  });
  useLayoutEffect(() => virtual.scrollToEnd(), [virtual]);
  useEndWhileResized(frame, virtual);
  useLogKeys(frame, virtual);

  return (
    <div className="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by the arrow keys */}
      <section ref={frame} className="log" aria-label="对话记录" tabIndex={0}>
        <ol className="log-rows" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ key, index, start }) => (
            <li
              key={key}
              ref={virtual.measureElement}
              className="log-row"
              data-index={index}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Row row={rows[index]} />
            </li>
          ))}
        </ol>
      </section>
      {!virtual.isAtEnd(nearPx * 2) && (
        <button type="button" className="button to-end" onClick={() => virtual.scrollToEnd()}>
          <DownIcon />
          最新消息
        </button>
      )}
    </div>
  );
}

/** Suggestions come, the keyboard opens, the window turns: who was at the end stays there. */
function useEndWhileResized(
  frame: RefObject<HTMLElement | null>,
  virtual: Virtualizer<HTMLElement, Element>,
): void {
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let isAtEnd = true;
    const look = () => {
      isAtEnd = virtual.isAtEnd(nearPx);
    };
    const resized = new ResizeObserver(() => {
      if (isAtEnd) virtual.scrollToEnd();
    });
    resized.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [frame, virtual]);
}

function Row({ row }: { readonly row: LogRow | undefined }) {
  switch (row?.kind) {
    case undefined:
      return null;
    case 'day':
      return <p className="log-day">{row.text}</p>;
    case 'notice':
      return (
        <p className="log-notice">
          <span>{row.text}</span>
        </p>
      );
    case 'message':
      return <MessageRow entry={row.entry} isFirstOfRun={row.isFirstOfRun} />;
  }
}
