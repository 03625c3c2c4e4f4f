import type { SessionView } from '../../api/desk.ts';
import type { ComposerStore } from './composer-store.ts';
import { isHeldBy, type KnownConversation, lastSeq } from './conversation-log.ts';
import { HandBack } from './hand-back.tsx';
import { Log } from './log.tsx';
import { News } from './news.tsx';
import { ReplyFoot } from './reply-foot.tsx';
import { Typing } from './typing.tsx';
import type { ClaimAct } from './use-claim.ts';
import { VisitorFoot } from './visitor-foot.tsx';
import { momentText, ownerText, shopperName } from './zh.ts';

interface ConversationPaneProps {
  readonly conversation: KnownConversation;
  readonly session: SessionView;
  readonly composers: ComposerStore;
  readonly claim: ClaimAct;
}

/** One conversation: who speaks, what was said, and what can be done. */
export function ConversationPane({
  conversation,
  session,
  composers,
  claim,
}: ConversationPaneProps) {
  const { conversationId, owner, ownerName, entries, summary, restricted } = conversation;
  const isMine = isHeldBy(owner, session.agentId);
  return (
    <>
      <header className="talk-head">
        <div className="talk-title">
          <h2>{shopperName(conversationId)}</h2>
          <p className="note">
            <span>{ownerText(owner, ownerName, session.agentId)}</span>
            <span className="is-wide">
              {momentText(Date.parse(summary.since), Date.now())} 开始
            </span>
          </p>
          {restricted && (
            <p className="chip chip-wait" title={`回执编号 ${restricted.receiptId}`}>
              顾客要求删除：只能用来办这张售后单
            </p>
          )}
        </div>
        {isMine && <HandBack conversationId={conversationId} epoch={owner.epoch} />}
      </header>
      <Log key={conversationId} entries={entries} />
      <News entries={entries} />
      <Typing conversationId={conversationId} />
      {isMine ? (
        <ReplyFoot
          key={conversationId}
          conversationId={conversationId}
          epoch={owner.epoch}
          lastSeenSeq={lastSeq(conversation)}
          composers={composers}
        />
      ) : (
        <VisitorFoot
          conversationId={conversationId}
          owner={owner}
          ownerName={ownerName}
          claim={claim}
        />
      )}
    </>
  );
}
