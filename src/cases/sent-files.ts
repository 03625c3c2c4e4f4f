import type { TurnStore } from '../conversation/turn-store.ts';
import type { ConversationId } from '../kernel/ids.ts';
import type { Attachment } from './case.ts';

/** As much of the log as one look takes: evidence is sent while the matter is talked about. */
const lookBack = 200;

/** What a shopper has sent up to an entry of their log, oldest first; names stay in the log. */
export async function sentFiles(
  log: Pick<TurnStore, 'since'>,
  conversationId: ConversationId,
  upTo: number,
): Promise<readonly Attachment[]> {
  const slice = await log.since(conversationId, Math.max(0, upTo - lookBack), lookBack);
  return (slice?.entries ?? [])
    .filter(({ seq, author }) => seq <= upTo && author.role === 'shopper')
    .flatMap(({ seq, body }) =>
      (body?.files ?? []).map(({ fileId, contentType, sizeBytes }) => ({
        fileId,
        contentType,
        sizeBytes,
        seq,
      })),
    );
}
