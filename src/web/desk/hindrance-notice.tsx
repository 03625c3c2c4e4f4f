import type { Hindrance } from './composition.ts';
import { GuardNotice } from './guard-notice.tsx';

interface HindranceNoticeProps {
  readonly hindrance: Hindrance;
  readonly onSendAnyway: () => void;
  readonly onRewrite: (text: string) => void;
  readonly onOverride: (reason: string) => void;
}

/** Why a reply did not go out, and what the agent can do. The text stays in the box. */
export function HindranceNotice({
  hindrance,
  onSendAnyway,
  onRewrite,
  onOverride,
}: HindranceNoticeProps) {
  if (hindrance.kind === 'guarded') {
    return <GuardNotice found={hindrance.found} onRewrite={onRewrite} onOverride={onOverride} />;
  }
  if (hindrance.kind !== 'stale') {
    return (
      <p className="trouble" role="alert">
        {hindrance.say}
        {hindrance.kind === 'lost' && ' 您写的文字还在，可以复制。'}
      </p>
    );
  }
  return (
    <section className="stale" role="alert">
      <h3>顾客又发来了消息，您的回复还没有发出</h3>
      <ul>
        {hindrance.messages.map(({ seq, text }) => (
          <li key={seq}>{text ?? '（图片或文件）'}</li>
        ))}
      </ul>
      <p>
        看过以后可以修改文字再发，或者{' '}
        <button type="button" className="text-button" onClick={onSendAnyway}>
          原样发送
        </button>
      </p>
    </section>
  );
}
