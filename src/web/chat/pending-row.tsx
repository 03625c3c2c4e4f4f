import type { JSX } from 'preact';
import { isComplete, type Pending } from '../shared/outbox.ts';
import type { Chat } from './chat.ts';
import { ChosenFile } from './chosen-file.tsx';
import { ClockIcon, WarningIcon } from './icons.tsx';
import { MessageText } from './message-text.tsx';

interface PendingRowProps {
  readonly pending: Pending;
  readonly chat: Chat;
}

/** The shopper's message on its way, or left behind. */
export function PendingRow({ pending, chat }: PendingRowProps): JSX.Element {
  const { text, files, state } = pending;
  return (
    <div class={`row row-shopper row-${state}`}>
      <span class="unseen">我说：</span>
      <div class="bubble">
        {text !== '' && <MessageText text={text} />}
        {files.map((chosen, index) => (
          <ChosenFile key={index} chosen={chosen} />
        ))}
      </div>
      {files.length > 0 && state === 'sending' && (
        <progress value={pending.progress} aria-label="上传进度" />
      )}
      {state === 'unsent' ? (
        <Unsent pending={pending} chat={chat} />
      ) : (
        <p class="sent">
          <ClockIcon />
          {state === 'waiting' ? '等待发送' : '发送中'}
        </p>
      )}
    </div>
  );
}

function Unsent({ pending, chat }: PendingRowProps): JSX.Element {
  const canRetry = isComplete(pending);
  const why = canRetry ? pending.problem : '页面刷新过，文件要重新选择';
  return (
    <div class="unsent">
      <WarningIcon />
      <span>未发送{why ? `：${why}` : ''}</span>
      {canRetry && (
        <button type="button" class="text-button" onClick={() => chat.retry(pending.key)}>
          重试
        </button>
      )}
      <button type="button" class="text-button" onClick={() => chat.discard(pending.key)}>
        删除
      </button>
    </div>
  );
}
