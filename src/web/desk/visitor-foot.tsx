import { useEffect } from 'react';
import type { OwnerView } from '../../api/desk.ts';
import type { ClaimAct } from './use-claim.ts';

interface VisitorFootProps {
  readonly conversationId: string;
  readonly owner: OwnerView;
  readonly ownerName: string | null;
  readonly claim: ClaimAct;
}

/** Under a conversation that is not one's own: why one cannot write, and the way to it. */
export function VisitorFoot({ conversationId, owner, ownerName, claim }: VisitorFootProps) {
  useEffect(() => {
    // Whoever has just given it back wrote in a box that is gone: the keys go on from the conversation.
    if (document.activeElement === document.body) document.getElementById('talk')?.focus();
  }, []);

  return (
    <div className="foot">
      <div className="lost">
        <p role="status">{reasonText(owner, ownerName)}</p>
        {owner.kind === 'queue' && (
          <button
            type="button"
            className="button button-solid"
            aria-disabled={claim.isPending}
            onClick={() => claim.start(conversationId)}
          >
            接入
          </button>
        )}
      </div>
    </div>
  );
}

function reasonText(owner: OwnerView, ownerName: string | null): string {
  switch (owner.kind) {
    case 'queue':
      return '顾客在等人工，接入后才能回复。';
    case 'bot':
      return '这个会话现在由机器人接待，顾客要找人工时会回到排队里。';
    case 'agent':
      return `这个会话现在由${ownerName ?? '其他客服'}接待，您可以看，不能回复。`;
  }
}
