import type { JSX } from 'preact';
import { PersonIcon, ShieldIcon } from '../cards/icons.tsx';
import type { Shop } from '../shared/wire.ts';
import type { Owner } from './transcript.ts';
import { ownerStatus, wayOut } from './zh.ts';

interface ChatHeaderProps {
  readonly shop: Shop | null;
  readonly owner: Owner;
  readonly onSay: (text: string) => void;
}

/** The shop, who answers, and the way out to a person. */
export function ChatHeader({ shop, owner, onSay }: ChatHeaderProps): JSX.Element {
  const isWithAgent = owner.kind === 'agent';
  return (
    <header class={`head head-${owner.kind}`}>
      <span class="mark">{isWithAgent ? <PersonIcon /> : <ShieldIcon />}</span>
      <div class="head-names">
        <h1>{shop?.name ?? '在线客服'}</h1>
        <p class="head-status" role="status">
          <span class="dot" aria-hidden="true" />
          {ownerStatus(owner)}
        </p>
      </div>
      {isWithAgent ? (
        <span class="with-agent">人工服务中</span>
      ) : (
        <WayOut owner={owner} onSay={onSay} />
      )}
    </header>
  );
}

function WayOut({ owner, onSay }: Omit<ChatHeaderProps, 'shop'>): JSX.Element {
  const words = owner.kind === 'queue' ? wayOut.giveUp : wayOut.ask;
  return (
    <button type="button" class="way-out" onClick={() => onSay(words)}>
      {words}
    </button>
  );
}
