import type { ChatSessionReply, ShopView } from '../../api/chat-session.ts';

/** The answer of `POST /api/chat/session`. */
export type ChatSession = ChatSessionReply;

/** Whose page this is. */
export type Shop = ShopView;

/** How much a clause weighs: law before platform before merchant before reference. */
export type Tier = 'law' | 'platform' | 'merchant' | 'reference';

/** The clause a sentence rests on, folded. */
export interface WireCitation {
  readonly revision: string;
  readonly clauseId: string;
  readonly title: string;
  readonly tier: Tier;
  readonly source: string;
  readonly effectiveFrom: string | null;
}

/** A button of the bot's: `label` is what the shopper says by tapping it. */
export interface WireChoice {
  readonly label: string;
  readonly value: string;
}

/** A file as the log gives it back; `contentUrl` is signed and expires. */
export interface WireAttachment {
  readonly contentType: string;
  readonly contentUrl?: string;
  readonly name?: string;
}

/** What we read of a Direct Line activity; everything else is left alone. */
export interface Activity {
  readonly type: string;
  readonly id?: string;
  readonly timestamp?: string;
  readonly from?: { readonly id?: string; readonly name?: string; readonly role?: string };
  readonly text?: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly attachments?: readonly WireAttachment[];
  readonly channelData?: {
    readonly clientActivityID?: string;
    readonly anxin?: {
      readonly choices?: readonly WireChoice[];
      readonly citations?: readonly WireCitation[];
      readonly agent?: string;
      readonly dialog?: string;
      readonly decisionId?: string;
      readonly answer?: unknown;
      readonly brief?: unknown;
      /** An `AskInput`, an `OutcomeCard`, a `CaseCard` of src/api/cards.ts; a page checks before it draws. */
      readonly input?: unknown;
      readonly outcome?: unknown;
      readonly case?: unknown;
    };
  };
}

/** One frame of the stream, one page of polling. `watermark` is opaque: kept, never computed with. */
export interface ActivitySet {
  readonly activities?: readonly Activity[];
  readonly watermark?: string;
}

/** The answer of `POST /v3/directline/conversations` and of the reconnect. */
export interface WireConversation {
  readonly conversationId: string;
  readonly token?: string;
  readonly expires_in?: number;
  readonly streamUrl: string;
}

/** A clause opened: `GET /api/chat/clauses/:revision/:clauseId`. */
export interface WireClause {
  readonly clauseId: string;
  readonly title: string;
  readonly text: string;
  readonly tier: Tier;
  readonly source: string;
  readonly publisher: string | null;
  readonly date: string | null;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly trust: 'high' | 'medium' | 'low';
}
