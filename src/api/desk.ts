import { z } from 'zod';
import type { Json } from '../kernel/json.ts';
import type { CaseCard, OutcomeCard } from './cards.ts';
import type { PromiseList } from './promises.ts';

/*
 * What the agents' desk and the server say to each other, beside `handoff.ts`. Times are ISO 8601. The desk signs in
 * once, fetches lists and a conversation by GET, and is kept up to date by one stream of events.
 */

/** Body of `POST /api/session`. `name` is an agent's id or display name of `service.yaml`, or anybody's. */
export const signInBody = z.strictObject({
  token: z.string().min(1).max(512),
  name: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}·._ -]{1,20}$/u, 'letters, digits and ·._- only, at most 20'),
});

export type StaffRole = 'agent' | 'operator' | 'supervisor';

/** Answer of `POST /api/session` and `GET /api/session`; `DELETE` answers 204. */
export interface SessionView {
  readonly agentId: string;
  /** What shoppers see. */
  readonly name: string;
  readonly roles: readonly StaffRole[];
}

/** A conversation in a list. */
interface ListedConversation {
  readonly conversationId: string;
  readonly epoch: number;
  /** Of the shopper's last message that says something, shortened, personal data masked; `null`: none yet. */
  readonly preview: string | null;
  /** What the shopper wants: the title of the open form, e.g. 退货. */
  readonly wants: string | null;
  /** Words by which the conversation is urgent, the gravest first, each of a kind: danger, money_lost, threat, anger. */
  readonly urgency: readonly { readonly kind: string; readonly words: string }[];
}

/** A shopper who waits for a person. */
export interface HandoffRow extends ListedConversation {
  /** 1 is served next. */
  readonly place: number;
  readonly waitingSince: string;
  readonly skill: string;
  readonly priority: number;
}

export interface PresentAgent {
  readonly id: string;
  readonly name: string;
}

/** `GET /api/handoffs?limit=&after=`, in serving order. */
export interface HandoffList {
  readonly handoffs: readonly HandoffRow[];
  /** Whose page is open, on any node. */
  readonly agents: readonly PresentAgent[];
  readonly next?: string;
}

/** A conversation that the asking agent holds. */
export interface HeldRow extends ListedConversation {
  /** When the agent took it. */
  readonly since: string;
  /** Of the last entry. */
  readonly lastAt: string;
  readonly head: number;
  /** The shopper has written since the agent's last message. */
  readonly isUnanswered: boolean;
}

/** `GET /api/conversations?owner=me&limit=&after=`; those taken first come first. */
export const heldQuery = z.strictObject({
  owner: z.literal('me'),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export interface HeldList {
  readonly conversations: readonly HeldRow[];
  readonly next?: string;
}

export type OwnerView =
  | { readonly kind: 'bot'; readonly epoch: number }
  /** `since`: epoch milliseconds. */
  | { readonly kind: 'queue'; readonly epoch: number; readonly since: number }
  | { readonly kind: 'agent'; readonly epoch: number; readonly agentId: string };

/** The clause a sentence rests on; `GET /api/chat/clauses/{revision}/{clauseId}` opens it. */
export interface CitationView {
  readonly revision: string;
  readonly clauseId: string;
  readonly title: string;
  readonly tier: 'law' | 'platform' | 'merchant' | 'reference';
  readonly source: string;
  readonly effectiveFrom: string | null;
}

export interface FileView {
  readonly fileId: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Opens for twelve hours from now; on the server's own origin. */
  readonly url: string;
}

/** What an entry carries beside its text. */
export interface DetailsView {
  readonly ask?: string;
  readonly choices?: readonly { readonly label: string; readonly value: string }[];
  readonly dialog?: string;
  readonly caseId?: string;
  readonly decisionId?: string;
  readonly citations?: readonly CitationView[];
  readonly outcome?: OutcomeCard;
  readonly case?: CaseCard;
  readonly agent?: string;
}

/** One line of the log. */
export interface EntryView {
  readonly seq: number;
  readonly at: string;
  readonly kind: 'message' | 'event';
  readonly author: {
    readonly role: 'shopper' | 'bot' | 'agent' | 'system';
    readonly id: string;
    readonly name?: string;
  };
  /** `null`: erased. */
  readonly body: {
    readonly text?: string;
    /** Of an event; `handoff.status` has the value `{state: queued|accepted|transferred|returned|closed, place?, agent?}`. */
    readonly name?: string;
    readonly value?: Json;
    readonly files?: readonly FileView[];
    readonly details?: DetailsView;
  } | null;
}

export interface SlotView {
  /** e.g. `receipt_date`. */
  readonly slot: string;
  /** In Chinese; the name itself where there is none. */
  readonly label: string;
  readonly value: string | number | boolean;
  /** In Chinese. */
  readonly text: string;
  /** Who said so. */
  readonly from: 'shopper' | 'order';
}

export interface FormSummary {
  /** e.g. `return` */
  readonly form: string;
  readonly title: string;
  readonly slots: readonly SlotView[];
  /** What was asked last; `confirm` while the decision waits for a yes. */
  readonly asked: { readonly slot: string; readonly label: string } | null;
  /** What the shopper could not tell. */
  readonly unknown: readonly { readonly slot: string; readonly label: string }[];
  /** Of the shopper's last message in it. */
  readonly lastAt: string;
}

export interface DecisionSummary {
  /** Of the message that told it. */
  readonly seq: number;
  readonly decisionId: string | null;
  readonly outcome: OutcomeCard;
  readonly citations: readonly CitationView[];
}

/** What an agent should know before the first word. */
export interface ConversationSummary {
  /** When the conversation began. */
  readonly since: string;
  /** The open form; `null` while none is open. */
  readonly form: FormSummary | null;
  /** Told last. */
  readonly decision: DecisionSummary | null;
  /** As last told, newest first. */
  readonly cases: readonly CaseCard[];
  /** Questions in a row that the bot could not answer. */
  readonly misses: number;
  /** What the shopper said that they want besides, in their words; nobody has begun it yet. */
  readonly later: readonly string[];
}

/** `GET /api/conversations/{id}?after=<seq>`: at most 200 entries after `after`; ask again while the last is below `head`. */
export interface ConversationView {
  readonly conversationId: string;
  readonly owner: OwnerView;
  /** Display name of the agent who holds it; `null` otherwise. */
  readonly ownerName: string | null;
  readonly entries: readonly EntryView[];
  /** Seq of the last entry there is. */
  readonly head: number;
  readonly summary: ConversationSummary;
  /** Its shopper had it erased: it is kept until its case is closed, for that case only. Nothing is suggested from it. */
  readonly restricted?: {
    readonly receiptId: string;
    /** ISO 8601. */
    readonly since: string;
  };
}

export const suggestionQuery = z.strictObject({ conversationId: z.string().min(1).max(128) });

/** A reply that is ready to be sent. */
export interface SuggestionView {
  /** Sent back as `suggestionId` with the reply; the same suggestion always has the same. */
  readonly id: string;
  readonly kind: 'faq' | 'decision' | 'slot';
  /** In Chinese, e.g. the question of an entry. */
  readonly title: string;
  readonly text: string;
  readonly citations: readonly CitationView[];
  /** In Chinese, for the agent: why this is suggested. */
  readonly why: string;
}

/** `GET /api/suggestions?conversationId=`: at most three, the best first; none when unsure. */
export interface SuggestionList {
  readonly conversationId: string;
  /** The log they were made from. */
  readonly head: number;
  readonly suggestions: readonly SuggestionView[];
}

/** `GET /api/events?conversationId=&after=`; without a conversation only the lists come. */
export const eventQuery = z.strictObject({
  conversationId: z.string().min(1).max(128).optional(),
  /** Seq after which entries are wanted; `Last-Event-ID` goes before it. */
  after: z.coerce.number().int().nonnegative().default(0),
});

/**
 * `event:` → `data:` (JSON) of the stream. A snapshot of the lists comes first. An entry has the id
 * `<conversationId>:<seq>`, no other event has one, so `Last-Event-ID` resumes behind the last entry that came.
 */
export interface DeskEvents {
  /** The first 50 who wait, whole, whenever something in it changed. */
  readonly queue: HandoffList;
  /** What this agent holds, whole, likewise. */
  readonly held: HeldList;
  /** The first 50 promises that are near their end or broken and not done, whole, likewise. */
  readonly alarms: PromiseList;
  /** A new entry of the watched conversation, each once, in order. */
  readonly entry: { readonly conversationId: string; readonly entry: EntryView };
  /** Who speaks in the watched conversation: once at the beginning, then whenever it changed. */
  readonly owner: {
    readonly conversationId: string;
    readonly owner: OwnerView;
    readonly ownerName: string | null;
  };
  /** Summary and suggestions of the watched conversation may be different now: fetch them. */
  readonly context: { readonly conversationId: string; readonly head: number };
  /** The shopper of the watched conversation is typing; shown for some five seconds. */
  readonly typing: { readonly conversationId: string };
  /** The log was restored from a backup or is gone: drop what you have of it and fetch it anew. */
  readonly reset: { readonly conversationId: string };
}
