import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { AboutShop } from './about-shop.tsx';
import { arrangeLog, formatMoment, type Row } from './arrange-log.ts';
import type { Chat } from './chat.ts';
import type { ChatState } from './chat-store.ts';
import { ChevronIcon } from './icons.tsx';
import { MessageRow } from './message-row.tsx';
import { PendingRow } from './pending-row.tsx';
import { QueueCard } from './queue-card.tsx';
import { liveChoices, tappedChoice } from './transcript.ts';
import { TypingDots } from './typing-dots.tsx';
import { useStickToEnd } from './use-stick-to-end.ts';
import { noticeText } from './zh.ts';

interface ChatLogProps {
  readonly state: ChatState;
  readonly chat: Chat;
}

/** What was said, oldest first; at its end what is on its way, and who is expected to speak. */
export function ChatLog({ state, chat }: ChatLogProps): JSX.Element {
  const { transcript, outbox, typing } = state;
  const { entries, owner } = transcript;
  const rows = useMemo(() => arrangeLog(entries), [entries]);
  const { scroller, isAway, toEnd } = useStickToEnd(
    [entries, outbox, typing, owner],
    outbox.length,
  );
  const live = outbox.length > 0 ? null : liveChoices(entries);
  return (
    <div class="log-frame">
      <div
        class="log"
        role="log"
        aria-label="对话记录"
        aria-busy={!state.isCaughtUp}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        tabIndex={0}
        ref={scroller}
      >
        <div class="log-about">
          <AboutShop shop={state.shop} />
        </div>
        {rows.map((row) => (
          <LogRow
            key={row.key}
            row={row}
            liveId={live}
            tapped={row.kind === 'message' ? tappedChoice(entries, row.key) : null}
            onChoose={chat.choose}
          />
        ))}
        {outbox.map((pending) => (
          <PendingRow key={pending.key} pending={pending} chat={chat} />
        ))}
        {owner.kind === 'queue' && <QueueCard place={owner.place} onGiveUp={chat.say} />}
        {typing !== null && <TypingDots speaker={typing} />}
      </div>
      {isAway && (
        <button type="button" class="to-end" onClick={toEnd}>
          <ChevronIcon />
          最新消息
        </button>
      )}
    </div>
  );
}

interface LogRowProps {
  readonly row: Row;
  readonly liveId: string | null;
  readonly tapped: string | null;
  readonly onChoose: (label: string, choice: string) => void;
}

function LogRow({ row, liveId, tapped, onChoose }: LogRowProps): JSX.Element {
  if (row.kind === 'time') {
    return (
      <p class="moment">
        <time dateTime={new Date(row.at).toISOString()}>{formatMoment(row.at, Date.now())}</time>
      </p>
    );
  }
  if (row.kind === 'notice') return <p class="notice">{noticeText(row.notice)}</p>;
  return (
    <MessageRow
      message={row.message}
      isFirstOfRun={row.isFirstOfRun}
      isLive={row.key === liveId}
      tapped={tapped}
      onChoose={onChoose}
    />
  );
}
