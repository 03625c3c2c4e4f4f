import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { conversationKey, heldQuery } from './desk-queries.ts';
import { close } from './desk-requests.ts';
import { Modal } from './modal.tsx';
import { Trouble } from './trouble.tsx';
import { altLetter, useKeys } from './use-keys.ts';

interface HandBackProps {
  readonly conversationId: string;
  readonly epoch: number;
}

/** Gives the conversation back to the bot, after a question. */
export function HandBack({ conversationId, epoch }: HandBackProps) {
  const client = useQueryClient();
  const confirm = useRef<HTMLButtonElement>(null);
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => close(conversationId, epoch),
    networkMode: 'always',
    onSuccess: () => setAsking(false),
    onSettled: () =>
      Promise.all(
        [heldQuery.queryKey, conversationKey(conversationId)].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
  const stop = () => {
    reset();
    setAsking(false);
  };
  useKeys((press) => {
    const isMeant = altLetter(press) === 'E';
    if (isMeant) setAsking(true);
    return isMeant;
  });

  return (
    <>
      <button
        type="button"
        className="button"
        title="Alt+E"
        aria-keyshortcuts="Alt+E"
        onClick={() => setAsking(true)}
      >
        交还机器人
      </button>
      {isAsking && (
        <Modal title="交还机器人？" first={confirm} onClose={stop}>
          <p>顾客会看到人工服务已结束，之后由机器人接待；没办完的事，机器人接着办。</p>
          {error !== null && <Trouble error={error} />}
          <div className="dialog-buttons">
            <button type="button" className="button" onClick={stop}>
              继续接待
            </button>
            <button
              ref={confirm}
              type="button"
              className="button button-solid"
              aria-disabled={isPending}
              onClick={() => {
                if (!isPending) mutate();
              }}
            >
              交还
            </button>
          </div>
        </Modal>
      )}
    </>
  );
}
