import { z } from 'zod';
import type { Shopper } from '../../src/commerce/shopper.ts';
import { sessionCollection } from '../../src/conversation/shopper-conversations.ts';
import { sha256 } from '../../src/kernel/hash.ts';
import { type ConversationId, parseConversationId } from '../../src/kernel/ids.ts';
import { branded } from './branded.ts';
import type { DirectLineDeps } from './directline/direct-line-deps.ts';
import { shopperTokenSeconds, type Tokens } from './directline/tokens.ts';
import { userIdOf } from './shopper-identity.ts';

export interface OpenedSession {
  readonly conversationId: ConversationId;
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly userId: string;
}

/** Brings a shopper into their conversation, the same one each time. */
export type OpenSession = (shopper: Shopper) => Promise<OpenedSession>;

/** A named conversation that is still missing after this long was deleted, not just about to begin. */
const beginsWithinMs = 60_000;

const sessionDocument = z.object({
  conversationId: z.string().transform(branded(parseConversationId)),
  at: z.number(),
});

type SessionDocument = z.infer<typeof sessionDocument>;

/** Remembers which conversation is a shopper's; two tabs that open at once get the same one. */
export function createSessionConversation(deps: DirectLineDeps, tokens: Tokens): OpenSession {
  const { store, clock, newId, conversations } = deps;

  async function isGone({ conversationId, at }: SessionDocument): Promise<boolean> {
    const isBeginning = clock.now() - at < beginsWithinMs;
    return !isBeginning && (await store.load(conversationId)) === null;
  }

  async function findConversation(shopper: string): Promise<ConversationId> {
    const found = await store.getDocument(sessionCollection, shopper);
    const named = found === null ? null : sessionDocument.parse(found.document);
    if (named !== null && !(await isGone(named))) return named.conversationId;
    const begun = sessionDocument.parse({ conversationId: newId(), at: clock.now() });
    const written = await store.putDocument({
      collection: sessionCollection,
      id: shopper,
      document: { ...begun },
      ifMatch: found?.etag ?? null,
    });
    // Changed: another tab was faster, and its conversation is there now.
    return written === 'changed' ? findConversation(shopper) : begun.conversationId;
  }

  return async ({ shopperId, kind }) => {
    const conversationId = await findConversation(sha256(shopperId));
    await conversations.start({ conversationId, shopperId, shopperKind: kind });
    const userId = userIdOf(shopperId);
    const token = await tokens.issueShopper({ userId, conversationId, shopperId, kind });
    return { conversationId, token, expiresIn: shopperTokenSeconds, userId };
  };
}
