import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { WarningIcon } from '../cards/icons.tsx';
import type { ConnectionStatus } from '../shared/keep-connected.ts';

/** A reconnect that is over sooner than this is nobody's business. */
const quietMs = 1_500;

/** Says that the network is gone, or that we are trying; nothing while all is well. */
export function ConnectionBanner({
  status,
  isOffline,
}: {
  readonly status: ConnectionStatus;
  readonly isOffline: boolean;
}): JSX.Element {
  const isSlow = useStillTrue(status !== 'online', quietMs);
  return (
    <div role="status">
      {isOffline ? (
        <p class="banner banner-offline">
          <WarningIcon />
          网络已断开，恢复后会自动重发没发出的消息
        </p>
      ) : (
        isSlow && (
          <p class="banner">
            <span class="spinner" aria-hidden="true" />
            {status === 'connecting' ? '正在连接客服…' : '连接中断，正在重新连接…'}
          </p>
        )
      )}
    </div>
  );
}

function useStillTrue(isTrue: boolean, afterMs: number): boolean {
  const [isStill, setStill] = useState(false);
  useEffect(() => {
    if (!isTrue) return setStill(false);
    const timer = setTimeout(() => setStill(true), afterMs);
    return () => clearTimeout(timer);
  }, [isTrue, afterMs]);
  return isTrue && isStill;
}
