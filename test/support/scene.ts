import type { ConversationState } from '../../src/conversation/conversation-state.ts';
import type { ConversationId } from '../../src/kernel/ids.ts';
import type { OrderServer } from './order-server.ts';

export interface Choice {
  readonly label: string;
  readonly value: string;
}

/** What a client of Direct Line receives, as far as conversations look at it. */
export interface ShownActivity {
  readonly id: string;
  readonly type: string;
  readonly name?: string;
  readonly text?: string;
  readonly from: { readonly id: string };
  readonly channelData?: {
    readonly anxin?: {
      readonly ask?: string;
      readonly choices?: readonly Choice[];
      readonly answer?: { readonly answerId: string; readonly entryId: string };
      readonly caseId?: string;
      readonly decisionId?: string;
      readonly case?: { readonly kind: string };
      readonly outcome?: { readonly status: string };
      readonly citations?: readonly { readonly clauseId: string }[];
    };
  };
}

/** Where a conversation can be played. */
export interface Scene {
  readonly conversationId: ConversationId;
  readonly orders: OrderServer | null;
  now(): number;
  skip(ms: number): void;
  /** Stops what serves and starts it again on what it has kept. */
  restart(): Promise<void>;
  /** Timers and calls to other systems that are due by now. */
  fireDue(): Promise<void>;
  /** Sends, waits until the bot's turn is over, and returns what came after the message. */
  send(activity: object): Promise<readonly ShownActivity[]>;
  sendPhotos(count: number): Promise<readonly ShownActivity[]>;
  /** What has come since the last look. */
  look(): Promise<readonly ShownActivity[]>;
  /** The state of the conversation, and how long its log is. */
  kept(): Promise<{ readonly state: ConversationState; readonly head: number }>;
  /** What staff do, by the path of their API. */
  staffActs(path: string, body: object): Promise<void>;
  /** What they do with the newest case of the conversation. */
  moveCase(move: string, body: object): Promise<void>;
  close(): Promise<void>;
}
