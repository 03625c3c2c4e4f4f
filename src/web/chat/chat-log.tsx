import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { ChevronIcon } from '../cards/icons.tsx';
import { AboutShop } from './about-shop.tsx';
import { arrangeLog, formatMoment, type Row } from './arrange-log.ts';
import { findOlderCards, type OlderCards } from './cards/older-cards.ts';
import type { Chat } from './chat.ts';
import type { ChatState } from './chat-store.ts';
import { MessageRow } from './message-row.tsx';
import type { Opinions } from './opinions.ts';
import { PendingRow } from './pending-row.tsx';
import { type Answer, findAnswers, liveQuestion } from './questions.ts';
import { QueueCard } from './queue-card.tsx';
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
  const { scroller, isAway, toEnd } = useStickToEnd(
    [entries, outbox, typing, owner],
    outbox.length,
  );
  const now = Date.now() + state.clockAheadMs;
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
        <LogRows state={state} chat={chat} now={now} />
        {outbox.map((pending) => (
          <PendingRow key={pending.key} pending={pending} now={now} chat={chat} />
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

function LogRows({ state, chat, now }: ChatLogProps & { readonly now: number }) {
  const { transcript, outbox, opinions } = state;
  const { entries } = transcript;
  const rows = useMemo(() => arrangeLog(entries), [entries]);
  const cards = useMemo(() => findOlderCards(entries), [entries]);
  const answers = findAnswers(entries, outbox);
  const liveId = outbox.length > 0 ? null : liveQuestion(entries);
  return rows.map((row) => (
    <LogRow
      key={row.key}
      row={row}
      isLive={row.key === liveId}
      answer={answers.get(row.key) ?? null}
      age={ageOf(cards, row.key)}
      opinion={opinionOf(opinions, row)}
      now={now}
      chat={chat}
    />
  ));
}

interface LogRowProps {
  readonly row: Row;
  readonly isLive: boolean;
  readonly answer: Answer | null;
  readonly age: 'older' | 'newest' | 'only';
  readonly opinion: boolean | null;
  readonly now: number;
  readonly chat: Chat;
}

function LogRow({ row, ...rest }: LogRowProps): JSX.Element {
  if (row.kind === 'time') {
    return (
      <p class="moment">
        <time dateTime={new Date(row.at).toISOString()}>{formatMoment(row.at, rest.now)}</time>
      </p>
    );
  }
  if (row.kind === 'notice') return <p class="notice">{noticeText(row.notice)}</p>;
  return <MessageRow message={row.message} isFirstOfRun={row.isFirstOfRun} {...rest} />;
}

function opinionOf(opinions: Opinions, row: Row): boolean | null {
  const answerId = row.kind === 'message' ? row.message.answerId : null;
  return answerId === null ? null : (opinions.get(answerId) ?? null);
}

function ageOf({ older, newest }: OlderCards, id: string): LogRowProps['age'] {
  if (older.has(id)) return 'older';
  return newest.has(id) ? 'newest' : 'only';
}
