import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PresentAgent, SessionView } from '../../api/desk.ts';
import { sessionQuery } from './desk-queries.ts';
import { signOut } from './desk-requests.ts';
import type { LinkState } from './event-stream.ts';
import { ShieldIcon } from './icons.tsx';
import { KeyHelp } from './key-help.tsx';

interface TopBarProps {
  readonly session: SessionView;
  readonly waiting: number;
  readonly held: number;
  /** Absent until the first list has come. */
  readonly agents: readonly PresentAgent[] | undefined;
  readonly link: LinkState;
}

const linkTexts: Readonly<Record<LinkState, string>> = {
  connecting: '正在连接',
  live: '实时',
  lost: '正在重连',
};

/** Who works here, how much there is, and whether it is up to date. */
export function TopBar({ session, waiting, held, agents = [], link }: TopBarProps) {
  const client = useQueryClient();
  const [isHelping, setHelping] = useState(false);
  const { mutate: leave } = useMutation({
    mutationFn: signOut,
    networkMode: 'always',
    onSuccess() {
      client.setQueryData(sessionQuery.queryKey, null);
      // The next one at this screen may be somebody else.
      client.removeQueries({
        predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0],
      });
    },
  });
  return (
    <header className="bar">
      <h1>
        <span className="mark">
          <ShieldIcon />
        </span>
        客服工作台
      </h1>
      <span className="bar-space" />
      <span className="figure">
        待接<b>{waiting}</b>
      </span>
      <span className="figure">
        我的<b>{held}</b>
      </span>
      <span className="figure" title={agents.map(({ name }) => name).join('、')}>
        在线客服<b>{agents.length}</b>
      </span>
      <span className={`link-state link-state-${link}`} role="status">
        <span className="dot" />
        {linkTexts[link]}
      </span>
      <button type="button" className="button is-wide" onClick={() => setHelping(true)}>
        快捷键
      </button>
      <span className="who">{session.name}</span>
      <button type="button" className="button" onClick={() => leave()}>
        退出
      </button>
      {isHelping && <KeyHelp onClose={() => setHelping(false)} />}
    </header>
  );
}
