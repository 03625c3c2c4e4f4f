import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SessionView } from '../../api/desk.ts';
import { AlarmList } from './alarm-list.tsx';
import { CaseList } from './case-list.tsx';
import type { ComposerStore } from './composer-store.ts';
import { ContextPane } from './context-pane.tsx';
import { ConversationPane } from './conversation-pane.tsx';
import { alarmsQuery, heldQuery, queueQuery } from './desk-queries.ts';
import { HeldList } from './held-list.tsx';
import { TalkIcon } from './icons.tsx';
import { ListPane } from './list-pane.tsx';
import { QueueList } from './queue-list.tsx';
import { type Pane, Tabs } from './tabs.tsx';
import { TopBar } from './top-bar.tsx';
import { Trouble } from './trouble.tsx';
import { useClaim } from './use-claim.ts';
import { useDeskKeys } from './use-desk-keys.ts';
import { useSelection } from './use-selection.ts';
import { useWatched } from './use-watched.ts';

interface WorkplaceProps {
  readonly session: SessionView;
  readonly composers: ComposerStore;
}

/** Three columns: who waits and who is mine, the conversation, what is known. On a phone one at a time. */
export function Workplace({ session, composers }: WorkplaceProps) {
  const [selected, select] = useSelection();
  const [pane, setPane] = useState<Pane>('lists');
  const { data: queue, error: queueError, refetch } = useQuery(queueQuery);
  const { data: held } = useQuery(heldQuery);
  const { data: alarms } = useQuery(alarmsQuery);
  const open = (conversationId: string) => {
    select(conversationId);
    setPane('talk');
  };
  const claim = useClaim(open);
  const { conversation, link, error, retry } = useWatched(selected);
  const waiting = queue?.handoffs ?? [];
  const mine = held?.conversations ?? [];
  useDeskKeys({ waiting, mine, selected, claim, open });
  const shown = (one: Pane) => (one === pane ? 'is-shown' : '');
  const trouble = queueError ?? claim.error;

  return (
    <div className="work">
      <title>{`${waiting.length > 0 ? `(${waiting.length}) ` : ''}客服工作台`}</title>
      <a className="skip" href="#talk">
        跳到会话
      </a>
      <TopBar
        session={session}
        waiting={waiting.length}
        held={mine.length}
        agents={queue?.agents}
        link={link}
      />
      {link === 'lost' && (
        <p className="banner" role="alert">
          <span className="spinner" />
          连接断开，正在重连。重连后会补上错过的消息，没发出的文字不会丢。
        </p>
      )}
      <nav className={`lists ${shown('lists')}`} aria-label="会话列表">
        {trouble !== null && <Trouble error={trouble} onRetry={() => void refetch()} />}
        <ListPane
          cases={<CaseList selected={selected} onSelect={open} />}
          talks={
            <>
              <AlarmList alarms={alarms} selected={selected} onSelect={open} />
              <HeldList held={held} selected={selected} onSelect={open} />
              <QueueList queue={queue} selected={selected} claim={claim} onSelect={open} />
            </>
          }
        />
      </nav>
      <main id="talk" className={`talk ${shown('talk')}`} tabIndex={-1}>
        {conversation !== undefined && (
          <ConversationPane
            conversation={conversation}
            session={session}
            composers={composers}
            claim={claim}
          />
        )}
        {conversation === undefined && (
          <div className="talk-empty">
            {error !== null && <Trouble error={error} onRetry={retry} />}
            {error === null && <NothingOpen isLoading={selected !== null} />}
          </div>
        )}
      </main>
      <aside className={`context ${shown('context')}`} aria-label="机器人小结">
        {conversation !== undefined && (
          <ContextPane
            conversationId={conversation.conversationId}
            summary={conversation.summary}
          />
        )}
        {conversation === undefined && <p className="note">打开会话后，这里是机器人的小结。</p>}
      </aside>
      <Tabs pane={pane} waiting={waiting.length} onChoose={setPane} />
    </div>
  );
}

function NothingOpen({ isLoading }: { readonly isLoading: boolean }) {
  if (isLoading) return <p role="status">正在打开会话…</p>;
  return (
    <div className="empty">
      <TalkIcon />
      <b>选一个会话</b>
      <span>从列表里接入一位顾客，或者打开我的会话。</span>
    </div>
  );
}
