import type { JSX } from 'preact';
import { ClockIcon, WarningIcon } from '../cards/icons.tsx';
import { OwnText } from '../cards/message-text.tsx';
import { fileProgress } from '../shared/file-progress.ts';
import { isComplete, type Pending } from '../shared/outbox.ts';
import type { Chat } from './chat.ts';
import { ChosenFile } from './chosen-file.tsx';

interface PendingRowProps {
  readonly pending: Pending;
  readonly now: number;
  readonly chat: Chat;
}

/** The shopper's message on its way, or left behind. */
export function PendingRow({ pending, now, chat }: PendingRowProps): JSX.Element {
  const { key, text, files, state } = pending;
  const canStop = files.length > 0 && (state === 'sending' || state === 'waiting');
  return (
    <div class={`row row-shopper row-${state}`}>
      <span class="unseen">我说：</span>
      <div class="bubble">
        {text !== '' && <OwnText text={text} now={now} />}
        <PendingFiles pending={pending} />
      </div>
      {canStop && (
        <button type="button" class="text-button" onClick={() => chat.discard(key)}>
          取消发送
        </button>
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

function PendingFiles({ pending: { files, state, progress } }: Pick<PendingRowProps, 'pending'>) {
  const parts = fileProgress(files, progress);
  return files.map((chosen, index) => (
    <ChosenFile
      key={index}
      chosen={chosen}
      {...(state === 'sending' ? { progress: parts[index] ?? 0 } : {})}
    />
  ));
}

function Unsent({ pending, chat }: Omit<PendingRowProps, 'now'>): JSX.Element {
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
