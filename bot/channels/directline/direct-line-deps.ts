import type { ShopperKind, ShopView } from '../../../src/api/chat-session.ts';
import type { FileStore } from '../../../src/conversation/file-store.ts';
import type { TurnStore } from '../../../src/conversation/turn-store.ts';
import type { Clock } from '../../../src/kernel/clock.ts';
import type { CounterStore } from '../../../src/kernel/counter-store.ts';
import type { DocumentStore } from '../../../src/kernel/document-store.ts';
import type { Fault } from '../../../src/kernel/fault.ts';
import type { ConversationId, ShopperId } from '../../../src/kernel/ids.ts';
import type { Logger } from '../../../src/kernel/logger.ts';
import type { NewId } from '../../../src/kernel/random.ts';

/** Whom a conversation begins with. */
export interface ConversationBegin {
  readonly conversationId: ConversationId;
  readonly shopperId: ShopperId;
  readonly shopperKind: ShopperKind;
  readonly locale?: string;
}

/** What counters want to know; never a text or a name. */
export type ChannelEvent =
  | { readonly kind: 'accepted' | 'repeated' | 'typing' | 'uploaded' }
  | { readonly kind: 'pushed'; readonly activities: number }
  | { readonly kind: 'sockets'; readonly open: number };

/** Intervals of the stream, shortened by tests. */
export interface StreamTiming {
  /** Each open cursor is compared with the log this often, so that a lost hint costs no more. */
  readonly sweepMs: number;
  readonly pingMs: number;
  /** A socket that takes nothing for this long is closed; its client resumes from its watermark. */
  readonly stallMs: number;
}

export interface DirectLineDeps {
  readonly store: TurnStore &
    DocumentStore & { readonly epoch: string; readonly counters?: CounterStore };
  readonly files: FileStore;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly logger: Logger;
  readonly secret: string;
  readonly shopperJwtSecret: string;
  /** `null`: the origin of each request. */
  readonly publicUrl: string | null;
  readonly rateLimits: 'on' | 'off';
  /** Whether unsigned shoppers see demonstration orders. */
  readonly demoShoppers: boolean;
  readonly conversations: {
    /** Commits the greeting, once: repeating it changes nothing. */
    start(begin: ConversationBegin): Promise<void>;
  };
  readonly turns: { wake(conversationId: ConversationId): void };
  shop(): ShopView;
  readonly fault: Fault;
  onEvent?(event: ChannelEvent): void;
  readonly timing?: Partial<StreamTiming>;
  /** How long an upload may take to arrive; shortened by tests. */
  readonly uploadDeadlineMs?: number;
}
