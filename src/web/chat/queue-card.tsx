import type { JSX } from 'preact';
import { wayOut } from './zh.ts';

interface QueueCardProps {
  readonly place: number | null;
  readonly onGiveUp: (words: string) => void;
}

/** The place in the queue, and the way back to the bot. */
export function QueueCard({ place, onGiveUp }: QueueCardProps): JSX.Element {
  return (
    <section class="queue" aria-label="排队情况">
      <p class="queue-place">
        {place === null ? (
          '正在排队'
        ) : (
          <>
            您排在第 <b>{place}</b> 位
          </>
        )}
      </p>
      <p class="queue-note">
        轮到您时客服会直接在这里回复。等待时可以先把问题和图片发来，客服都能看到。
      </p>
      <button type="button" class="quiet-button" onClick={() => onGiveUp(wayOut.giveUp)}>
        {wayOut.giveUp}，继续问智能客服
      </button>
    </section>
  );
}
