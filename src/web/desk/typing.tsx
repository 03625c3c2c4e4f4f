import { skipToken, useQuery } from '@tanstack/react-query';
import { typingKey } from './desk-queries.ts';
import { useNow } from './use-now.ts';

/** How long a sign of typing holds unless it comes again. */
const typingMs = 5_000;

/** Three dots while the shopper writes. */
export function Typing({ conversationId }: { readonly conversationId: string }) {
  const now = useNow(1_000);
  const { data: since = 0 } = useQuery<number>({
    queryKey: typingKey(conversationId),
    queryFn: skipToken,
  });
  if (now - since > typingMs) return null;
  return (
    <p className="typing">
      顾客正在输入
      <span className="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
    </p>
  );
}
